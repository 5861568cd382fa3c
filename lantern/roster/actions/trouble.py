"""What people cannot do to the roll."""


class RosterTrouble(ValueError):
    """Something the roll does not allow, said in one plain sentence for the person who asked."""
