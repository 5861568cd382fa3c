"""Children and classes, arranged for showing."""

from lantern.roster.pictures.children import Child, children, mentors, one_child, works_in

__all__ = ["Child", "children", "mentors", "one_child", "works_in"]
