"""What people cannot do to the roll."""


class RosterTrouble(ValueError):
    """Something the roll does not allow, said in one plain sentence for the person who asked."""


class ChangedMeanwhile(RosterTrouble):
    """Someone else changed the same since it was looked at."""

    def __init__(self) -> None:
        super().__init__("Someone has changed this meanwhile. Look again, then save.")
