"""How much an audit costs beside the same checks written by hand: whole processes, interleaved, medians.

`python benchmarks/audit_vs_sql.py --events 1000000 --runs 5`
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from by_hand import FAMILIES, QUERIES, WRONG, of_statements
from tieout.project.catalog import catalog

SEED = 7
NAME = "city"
NOW = "2026-11-23T00:00:00Z"
PACKS = ("core", "identity", "casualties", "dates", "places", "provenance")
SPANS = '{"1": [1, 1], "2": [2, 6], "3": [7, 7], "4": [8, 31], "5": [32, 366]}'
TIEOUT = (sys.executable, "-m", "tieout")
BY_HAND = Path(__file__).parent / "by_hand.py"
UNTOLD = "the benchmark has no statement for it that is written by hand"
TOLD = {check for rules in WRONG.values() for check, _ in rules} | {check for check, _ in QUERIES} | {
    check for measure in FAMILIES for check, _ in of_statements(measure)[0]}  # fmt: skip

Name = tuple[str, str]  # check, instance
Found = tuple[int, int, list[int]]  # failed, possible, the rows of the first findings


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds of wall and of CPU, peak resident memory in MiB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Bench:
    """A project with one generated dataset, built, and the two commands that are compared."""

    root: Path

    @property
    def by_tieout(self) -> list[str]:
        out = ["--format", "json", "--output", str(self.root / "out"), "--now", NOW, "--fail-on", "never"]
        return [*TIEOUT, "audit", str(self.root / "datasets" / NAME), *out]

    @property
    def by_hand(self) -> list[str]:
        database = self.root / ".tieout" / f"{NAME}.duckdb"
        return [
            sys.executable,
            str(BY_HAND),
            str(database),
            str(self.root / "generic.json"),
            str(self.root / "hand.json"),
        ]

    def prepare(self, events: int) -> None:
        """Generate, describe and build the dataset; none of this is measured."""
        self.root.mkdir(parents=True, exist_ok=True)
        known = catalog(self.root)
        (self.root / "generic.json").write_text(json.dumps(known.vocabularies["unnamed-sources"]))
        dataset = self.root / "datasets" / NAME
        # Processes of their own: a child's peak memory counts what its parent held when it was started.
        if not dataset.exists():
            dataset.parent.mkdir(parents=True, exist_ok=True)
            print(f"generating {events:,} events ...", flush=True)
            cost([*TIEOUT, "demo", "--events", str(events), "--seed", str(SEED), str(dataset)])
        self._write_suite(known.checks)
        print("building ...", flush=True)
        cost([*TIEOUT, "build", str(dataset)])

    def _write_suite(self, checks: Iterable[str]) -> None:
        lines = [f"packs: [{', '.join(PACKS)}]", "checks:"]
        lines += [f"  precision-contradicts-span: {{parameters: {{spans: {SPANS}}}}}"]
        lines += [f"  {check}: {{skip: {UNTOLD}}}" for check in checks if check not in TOLD]
        (self.root / "expectations").mkdir(exist_ok=True)
        (self.root / "expectations" / f"{NAME}.yaml").write_text("\n".join(lines) + "\n")

    def compare(self) -> int:
        """How many check instances both evaluated. Ends the program where they do not find the same."""
        audit = json.loads((self.root / "out" / NAME / "audit.json").read_text())
        by_tieout = {
            (c["id"], c["instance"]): (c["counts"]["failed"], c["counts"]["possible"], list[int]())
            for c in audit["checks"]
            if c["outcome"] in ("passed", "failed")
        }
        for finding in audit["findings"]:
            by_tieout[finding["check"], finding["instance"]][2].append(finding["row"])
        by_hand: dict[Name, Found] = {
            (c["check"], c["instance"]): (c["failed"], c["possible"], [row[0] for row in c["rows"]])
            for c in json.loads((self.root / "hand.json").read_text())
        }
        differing = [name for name, found in by_tieout.items() if _sorted(by_hand.get(name)) != _sorted(found)]
        # A check that could not decide anything is not evaluated, and by hand it finds nothing.
        differing += [name for name, found in by_hand.items() if name not in by_tieout and found != (0, 0, [])]
        if differing:
            sys.exit(f"the two do not find the same: {sorted(differing)}")
        return len(by_tieout)


def _sorted(found: Found | None) -> Found | None:
    return found and (*found[:2], sorted(found[2]))


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end. Ends the program where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[1:4])} ended with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def table(costs: Mapping[str, Sequence[Cost]]) -> str:
    """Medians, and the ratios over the pairs of runs."""
    lines = ["| | wall s | CPU s | peak MiB |", "|---|---|---|---|"]
    for name, runs in costs.items():
        wall, cpu, memory = (statistics.median(getattr(run, f) for run in runs) for f in ("wall", "cpu", "memory"))
        lines.append(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |")
    ours, theirs = costs.values()
    ratios = " | ".join(_ratio(ours, theirs, field) for field in ("wall", "cpu", "memory"))
    return "\n".join([*lines, f"| **ratio** | {ratios} |"])


def _ratio(ours: Sequence[Cost], theirs: Sequence[Cost], field: str) -> str:
    """The median of the pairs' ratios, and the least and the largest."""
    found = sorted(getattr(a, field) / getattr(b, field) for a, b in zip(ours, theirs, strict=True))
    return f"**{statistics.median(found):.2f}** ({found[0]:.2f} to {found[-1]:.2f})"


def measure(bench: Bench, events: int, runs: int) -> None:
    """Prepare, warm up, compare what is found, then run the two in turn."""
    bench.prepare(events)
    for command in (bench.by_tieout, bench.by_hand):
        cost(command)
    print(f"{bench.compare()} check instances, the same counts and rows in both", flush=True)
    costs: dict[str, list[Cost]] = {"tieout": [], "by hand": []}
    for n in range(runs):
        pair = [("tieout", bench.by_tieout), ("by hand", bench.by_hand)]
        for name, command in pair if n % 2 == 0 else reversed(pair):
            costs[name].append(cost(command))
    print(table(costs))


def main() -> None:
    """Read the arguments; without --keep everything is generated in a folder that is removed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--events", type=int, default=1_000_000, help="five figures each")
    arguments.add_argument("--runs", type=int, default=5, help="of each of the two")
    arguments.add_argument("--keep", type=Path, help="a folder that keeps the dataset for the next time")
    given = arguments.parse_args()
    if given.keep:
        measure(Bench(given.keep.resolve()), given.events, given.runs)
        return
    with tempfile.TemporaryDirectory(prefix="tieout-benchmark-") as folder:
        measure(Bench(Path(folder)), given.events, given.runs)


if __name__ == "__main__":
    main()
