"""Profiles printed: a class in one file, then the school, one file each and the class files."""

import resource
import time

from lantern.reviews.pictures import review_of_class
from lantern.reviews.pictures.prints import class_files, classes_to_print, files_of, paper_for
from tests.bench.the_school import seconds, the_class, the_period, viewer

KB_IN_MB = 1024


def measure() -> dict[str, float]:
    by, period = viewer(), the_period()
    review = review_of_class(the_class(), period, by=by, in_full=True)
    assert review is not None
    paper = paper_for(review, by=by)
    first = seconds(lambda: list(class_files(review, paper)))
    again = min(seconds(lambda: list(class_files(review, paper))) for _ in range(3))
    began, cpu = time.perf_counter(), time.process_time()
    files = [file for one in classes_to_print(by, period) for file in files_of(one, period, by=by)]
    clock, cpu = time.perf_counter() - began, time.process_time() - cpu
    children = sum(file.children for file in files)
    return {
        "print_class_first_s": first, "print_class_s": again,
        "print_school_s": clock, "print_school_cpu_s": cpu, "print_school_children": children,
        "print_school_files": len(files), "print_school_mb": sum(len(f.pdf) for f in files) / 1e6,
        "printed_a_second": children / clock, "print_peak_mb": peak_mb(),
    }  # fmt: skip


def peak_mb() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_IN_MB
