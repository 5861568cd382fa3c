"""Who there is to sign in as."""

from collections.abc import Iterator
from dataclasses import dataclass

from lantern.accounts.models import Member
from lantern.accounts.rules import ROLE_NAMES, Role
from lantern.demo.presets import Pretence, trust

PASSWORD = "lantern-demo"  # noqa: S105 - printed for everyone, and refused beside a real school


@dataclass(frozen=True, kw_only=True)
class Part:
    """Someone to sign in as."""

    school: str
    school_key: str
    role: str
    name: str
    of: str
    email: str


def email_of(name: str, school_key: str, domain: str) -> str:
    """What a member of a pretend school's staff signs in with."""
    return f"{'.'.join(name.lower().split())}@{school_key}.{domain}"


def cast() -> Iterator[Part]:
    """For each pretend school one of each role, the teacher of the class with stories first."""
    for pretence in trust().schools:
        emails = set(_emails(pretence))
        for role, name, of in _parts(pretence):
            email = email_of(name, pretence.key, trust().domain)
            if email in emails:
                yield Part(
                    school=pretence.name, school_key=pretence.key, role=ROLE_NAMES[role],
                    name=name, of=of, email=email,
                )  # fmt: skip


def _parts(pretence: Pretence) -> Iterator[tuple[Role, str, str]]:
    shown = max(pretence.classes, key=lambda room: _stories(pretence, room.name))
    yield Role.TEACHER, shown.teacher, shown.name
    yield Role.LEADER, pretence.leaders[0], ""
    if assistant := shown.assistant:
        yield Role.ASSISTANT, assistant, shown.name
    yield Role.OFFICE, pretence.office, ""
    if pretence.needs:
        yield Role.NEEDS, pretence.needs, ""
    if pretence.governor:
        yield Role.GOVERNOR, pretence.governor, ""


def _stories(pretence: Pretence, name: str) -> int:
    return sum((s.school, s.classroom) == (pretence.key, name) for s in trust().stories)


def _emails(pretence: Pretence) -> Iterator[str]:
    rows = Member.objects.filter(school__key=pretence.key, school__trust__pretend=True)
    yield from rows.values_list("user__email", flat=True)
