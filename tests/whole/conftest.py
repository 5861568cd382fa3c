"""What is proved of the whole product once, and not on each database."""

import os

# The demo keeps its pretend schools in SQLite, whatever the tests run on.
on_another = os.environ.get("DATABASE_URL", "").startswith("postgres")
collect_ignore = ["test_run_demo.py"] if on_another else []
