"""The figures in the order and the words in which they are printed, with what is aimed at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Figures = Mapping[str, float]


@dataclass(frozen=True)
class Line:
    """One row of the table. `at_most` and `at_least` are targets, by database if they differ."""

    words: str
    figure: Callable[[Figures], float]
    unit: str = ""
    at_most: Mapping[str, float] | float | None = None
    at_least: float | None = None
    places: int = 0

    def target(self, database: str) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        most = self.most(database)
        return "" if most is None else f"≤ {most:g}"

    def most(self, database: str) -> float | None:
        return self.at_most.get(database) if isinstance(self.at_most, Mapping) else self.at_most

    def missed(self, database: str, value: float) -> bool:
        most = self.most(database)
        return (most is not None and round(value, 2) > most) or (
            self.at_least is not None and value < self.at_least
        )


def named(name: str) -> Callable[[Figures], float]:
    return lambda found: found[name]


def ratio(name: str) -> Callable[[Figures], float]:
    return lambda found: found[f"{name}_tenfold"] / found[f"{name}_onefold"]


LINES = (
    Line("Class page, server", named("class_ms"), "ms", at_most=16, places=1),
    Line("Class page, the quickest", named("class_best_ms"), "ms", places=1),
    Line("Class page, CPU of our own process", named("class_cpu_ms"), "ms", places=1),
    Line("Class page, queries", named("class_queries"), at_most=12),
    Line("Class page, read by the database", named("class_read")),
    Line("… with ten times the history: read", ratio("class_read"), "×", at_most=1, places=2),
    Line("… with ten times the history: time", ratio("class_best_ms"), "×", 1.25, places=2),
    Line("Class page, 8 clients", named("load_class_a_second"), "a second", at_least=130),
    Line("Class page, 8 clients, slowest in 100", named("load_class_p99_ms"), "ms"),
    Line(
        "Profile page, server", named("profile_ms"), "ms",
        at_most={"sqlite": 12, "postgres": 18}, places=1,
    ),
    Line("Profile page, the quickest", named("profile_best_ms"), "ms", places=1),
    Line("Profile page, CPU of our own process", named("profile_cpu_ms"), "ms", places=1),
    Line("Profile page, queries", named("profile_queries")),
    Line("Profile page, read by the database", named("profile_read")),
    Line("… with ten times the history: read", ratio("profile_read"), "×", at_most=1, places=2),
    Line("… with ten times the history: time", ratio("profile_best_ms"), "×", 1.25, places=2),
    Line("Profile page, 8 clients", named("load_profile_a_second"), "a second"),
    Line("Every class of a half term, server", named("everywhere_ms"), "ms", at_most=40, places=1),
    Line("… all judged, none closed", named("everywhere_ms_judged"), "ms", at_most=40, places=1),
    Line("… all closed", named("everywhere_ms_closed"), "ms", at_most=40, places=1),
    Line("… CPU of our own process", named("everywhere_cpu_ms"), "ms", places=1),
    Line("… its picture alone", named("everywhere_picture_ms"), "ms", places=1),
    Line("… queries for 14 classes", named("everywhere_queries"), places=0),
    Line("Judgements saved, each on its own", named("saved_one_s"), "a second"),
    Line("Judgements saved, a class at once", named("saved_many_s"), "a second"),
    Line("A class of 30 printed in one file", named("print_class_s"), "s", at_most=0.5, places=2),
    Line("The school printed, CPU", named("print_school_cpu_s"), "s", at_most=10, places=1),
    Line("The school printed, on the clock", named("print_school_s"), "s", places=1),
    Line("Profiles printed", named("printed_a_second"), "a second"),
    Line("Most memory of the printing process", named("print_peak_mb"), "MB", at_most=400),
    Line("1,000 pupils previewed", named("roster_preview_s"), "s", at_most=2, places=2),
    Line("1,000 pupils previewed", named("roster_preview_rows_s"), "rows a second"),
    Line("1,000 pupils confirmed", named("roster_confirm_s"), "s", places=2),
    Line("1,000 pupils confirmed", named("roster_confirm_rows_s"), "rows a second"),
    Line("A year's attendance, 420 children: the file", named("attendance_mb"), "MB", places=1),
    Line("… looked at in the browser", named("attendance_looked_s"), "s", places=1),
    Line("… loaded by the command", named("attendance_s"), "s", at_most=10, places=1),
    Line("… most memory of that", named("attendance_memory_mb"), "MB"),
    Line("… the same file again", named("attendance_again_s"), "s", places=1),
    Line("… again, 380 columns side by side", named("attendance_grid_again_s"), "s", places=1),
    Line("The audit of a million notes", named("audit_ms"), "ms", places=1),
    Line("… one rare kind by a busy person", named("audit_rare_ms"), "ms", places=1),
    Line("… one child", named("audit_child_ms"), "ms", places=1),
    Line("A governor's numbers of a half term", named("numbers_ms"), "ms", places=1),
    Line("The school moved up in September: children", named("rollover_children")),
    Line("… looked at", named("rollover_preview_s"), "s", places=2),
    Line("… done", named("rollover_s"), "s", at_most=10, places=2),
    Line("… undone", named("rollover_undone_s"), "s", places=2),
    Line("… done again", named("rollover_again_s"), "s", places=2),
    Line("The school made (a year and a half)", named("made_s"), "s", places=0),
    Line("The whole demo in a backup", named("kept_rows"), "rows"),
    Line("The backup's file", named("kept_mb"), "MB", places=1),
    Line("Backup made and read again", named("kept_s"), "s", places=1),
    Line("Most memory of making a backup", named("kept_memory_mb"), "MB"),
    Line("Backup brought back", named("restored_s"), "s", places=1),
    Line("Most memory of bringing one back", named("restored_memory_mb"), "MB"),
    Line("One save with synchronous=FULL", named("saved_full_s"), "a second"),
    Line("One save with synchronous=NORMAL", named("saved_normal_s"), "a second"),
    Line("A bare commit with synchronous=FULL", named("bare_full_s"), "a second"),
    Line("A bare commit with synchronous=NORMAL", named("bare_normal_s"), "a second"),
)  # fmt: skip


def as_table(found: Mapping[str, Figures]) -> str:
    """The figures as Markdown, a column a database; what misses its target is bold."""
    head = ["what", *(f"{database} | target" for database in found)]
    rows = ["| " + " | ".join(head) + " |", "|---" * (1 + 2 * len(found)) + "|"]
    for line in LINES:
        cells = [
            f"{_shown(line, name, kept)} | {line.target(name)}" for name, kept in found.items()
        ]
        if any(cell[0] != " " for cell in cells):
            rows.append("| " + " | ".join([line.words, *cells]) + " |")
    return "\n".join(rows)


def _shown(line: Line, database: str, found: Figures) -> str:
    try:
        value = line.figure(found)
    except KeyError:
        return " "
    words = f"{value:,.{line.places}f} {line.unit}".strip()
    return f"**{words}**" if line.missed(database, value) else words
