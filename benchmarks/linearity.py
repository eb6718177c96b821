"""How extraction's time grows with the length of a text: `python -m benchmarks.linearity` prints, for each hostile kind of text, the time
for n, 2n and 4n characters and how much longer each doubling took (2.0 is linear).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

from extractors import Item, extract

_KEY_WORDS = (
    "Ofsted inspection judged good requires improvement inadequate outstanding children's services leaders care leavers between 3 and 14 "
    "March 2022 published RESOLVED that the Director noted areas for improvement and the following help and protection in care overall"
)
WORDS = _KEY_WORDS.split()


def shuffled(seed: int, joiner: str) -> Callable[[int], str]:
    """Return a maker of texts of our own key words in random order, joined by `joiner`."""

    def make(length: int) -> str:
        chance = random.Random(seed)
        return joiner.join(chance.choice(WORDS) for _ in range(length // (6 + len(joiner))))[:length]

    return make


def repeated(unit: str) -> Callable[[int], str]:
    """Return a maker of texts that repeat `unit`."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


KINDS: dict[str, Callable[[int], str]] = {
    "one line of key words": shuffled(1, " "),
    "key words, a line each": shuffled(2, "\n"),
    "key words, a paragraph each": shuffled(3, "\n\n"),
    "key words with commas": shuffled(4, ", "),
    "one word without end": repeated("a"),
    "spaces": repeated(" "),
    "digits": repeated("1"),
    "dates": repeated("3 March 2022 to "),
    "numbering": repeated("1.1.1.1.1.1.1.1.1.1."),
    "list labels": repeated("(a) (i) (1) "),
    "list labels, a line each": repeated("(a) the quality of plans\n(i) the timeliness of visits\n"),
    "open brackets": repeated("("),
    "quotes": repeated("‘good’ “"),
    "pipes": repeated("| Good | Leaders "),
    "RESOLVED": repeated("RESOLVED: That "),
    "RESOLVED, a paragraph each": repeated("RESOLVED: That\n\n"),
    "areas for improvement": repeated("areas for improvement: "),
    "areas for improvement, a line each": repeated("Areas for improvement:\n\n"),
    "from and to": repeated("from inadequate to "),
    "judged": repeated("was judged to be "),
    "mixed scripts": repeated("Ofsted שלום judged مرحبا good 你好 🧒 "),
    "right to left marks": repeated("\u202egood\u202c Ofsted "),
    "commas and ands": repeated("leaders, care leavers and help and protection, "),
    "the the the": repeated("the "),
    "new lines": repeated("\n"),
    "inspection of": repeated("inspection of the inspection "),
    "by dates": repeated("by the Director by 3 March by "),
}


def seconds(text: str) -> float:
    """Return the processor time that extraction of `text` takes."""
    begin = time.process_time()
    extract(Item(text=text))
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=50_000, help="characters of the shortest text")
    length = parser.parse_args().length
    extract(Item(text="Ofsted judged services good in March 2022."))
    print(f"{'text':38}{'n':>9}{'2n':>9}{'4n':>9}   growth   ({length} characters)")
    for name, make in KINDS.items():
        once, twice, four = (seconds(make(length * factor)) for factor in (1, 2, 4))
        growth = f"{twice / max(once, 1e-3):8.1f}{four / max(twice, 1e-3):6.1f}"
        print(f"{name:38}{once:9.3f}{twice:9.3f}{four:9.3f}{growth}")


if __name__ == "__main__":
    main()
