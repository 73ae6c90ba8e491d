"""Workers and web servers are killed while they take in a workbook: python -m tests.faults.workbook_kills"""

import argparse
import sys
import time
from io import StringIO

from django.core.management import call_command

from tests.own_site import DATABASES, own_site


def run(database: str, times: int, stories: int) -> bool:
    """The table of one database; True when all was as it should be after each kill."""
    began = time.perf_counter()
    with own_site(database):
        from tests.faults.workbook_killing import Killing

        one = Killing(stories)
        try:
            one.kill_in_turn(times)
            call_command("verify_publishing", stdout=StringIO())
        finally:
            one.site.stop()
    victims = ", ".join(f"{name} {count}" for name, count in sorted(one.victims.items()))
    print(
        f"{database:<11} kills {one.victims.total()} ({victims}), stories {stories}, "
        f"pages compared {one.pages}, {time.perf_counter() - began:.0f} s, wrong {len(one.wrong)}"
    )
    for target, hit in sorted(one.hit.items()):
        places = ", ".join(f"{place} {count}" for place, count in hit.most_common())
        print(f"  in {target:<23} {hit.total():>3} kills; the work was at: {places}")
    for line in one.wrong[:20]:
        print(f"  WRONG {line}")
    return not one.wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=DATABASES, required=True)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--stories", type=int, default=1_200)
    options = parser.parse_args()
    sys.exit(not run(options.database, options.times, options.stories))
