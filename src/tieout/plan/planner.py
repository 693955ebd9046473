"""Suite x dataset -> plan: which checks run over what, and which cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tieout.model.check import Check, ParameterValue, Text
from tieout.model.dataset import Dataset, Role
from tieout.model.mistake import Mistake, nearest
from tieout.model.suite import Expectation, Suite
from tieout.plan.bind import GIVES, Binder, Binding, Headers, Present
from tieout.plan.bounds import Qualifiers
from tieout.plan.instance import calls, compile_instance, shows_raw
from tieout.plan.plan import Instance, Plan, Scan, Unbound
from tieout.plan.relations import Relation


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the checks of a suite over one dataset.

    `headers` are the columns that the files really have, `present` the figures that long tables hold (once they are
    loaded), `today` the day of the audit.
    """

    dataset: Dataset
    checks: Mapping[str, Check]
    roles: Mapping[str, Role]
    qualifiers: Qualifiers
    headers: Headers
    today: date
    present: Present = field(default_factory=dict)
    _compiled: dict[tuple[str, str], tuple[object, Instance]] = field(default_factory=dict, compare=False)

    def plan(self, suite: Suite) -> Plan:
        """The plan. Raises Mistake at the first word of a rule that stands for nothing."""
        bound: list[tuple[Binding, Instance]] = []
        unbound: list[Unbound] = []
        left_out: list[tuple[str, str]] = []
        for check in chosen(suite, self.checks):
            expected = suite.expectations.get(check.id) or Expectation(check.id, check.at)
            if expected.skip is not None:
                left_out.append((check.id, expected.skip))
                continue
            parameters = self.parameters(check, expected)
            unset = "" if (why := self._lacks(check)) else _unset(check, parameters)
            instances = [] if why or unset else list(self._instances(check, expected, parameters))
            bound += instances
            if not instances:
                severity, why = expected.severity or check.severity, why or unset or _nothing_to_read(check)
                unbound.append(Unbound(check, severity, why, expected.required, absent=not unset))
        return _arranged(bound, unbound, left_out)

    @property
    def binder(self) -> Binder:
        """What finds the columns and figures of this dataset."""
        return Binder(self.dataset, self.headers, self.roles, self.qualifiers, self.present)

    def parameters(self, check: Check, expected: Expectation | None) -> Mapping[str, ParameterValue]:
        """What a suite sets, else the check's default. `from` and `to` else come from what the dataset covers,
        `figures` from its taxonomy."""
        given = {name: parameter.default for name, parameter in check.parameters.items()}
        if self.dataset.covers:
            first, last = (day.isoformat() for day in self.dataset.covers)
            given |= {n: day for n, day in (("from", first), ("to", last)) if n in given and given[n] is None}
        named = tuple(self.dataset.taxonomy.figures)
        if named and "figures" in given and given["figures"] is None:
            given["figures"] = named
        return given | (dict(expected.parameters) if expected else {})

    def _instances(
        self, check: Check, expected: Expectation, parameters: Mapping[str, ParameterValue]
    ) -> Iterator[tuple[Binding, Instance]]:
        raw, shown = calls(check, "raw"), shows_raw(check)
        for binding in self.binder.bind(check, raw=raw, shown=shown):
            # Once the figures are known the same suite is planned again, and most of it is bound as it was.
            made_of = (check, expected, binding, parameters)
            before, instance = self._compiled.get((check.id, binding.name), (None, None))
            if instance is None or before != made_of:
                instance = compile_instance(check, expected, self.binder, binding, parameters, self.today)
                self._compiled[check.id, binding.name] = made_of, instance
            yield binding, instance

    def _lacks(self, check: Check) -> str:
        """The role that a check needs and no column has, in words; empty where it has all."""
        for need in check.needs:
            either = [name.strip() for name in need.text.split("|")]
            if any(name.partition(".")[0] in GIVES[check.each] for name in either):
                continue
            bound = [self._has(name, need) for name in either]  # each is looked at: any may be misspelt
            if not any(bound):
                return f"no column has the {self._kind(either[0])} {' or '.join(either)}"
        return ""

    def _has(self, name: str, need: Text) -> bool:
        """Whether a column has this role, or holds this figure. Raises Mistake where it names neither."""
        known = {*self.roles, *self.dataset.taxonomy.figures}
        if name not in known:
            raise Mistake("unknown-role", f"no role or figure '{name}'", at=need.at, help=nearest(name, known))
        return any(name in table.roles or name in table.figures for table in self.dataset.tables)

    def _kind(self, name: str) -> str:
        return "role" if name in self.roles else "figure"


def chosen(suite: Suite, checks: Mapping[str, Check]) -> Sequence[Check]:
    """The checks of the suite's packs and those it names, in the order of the catalog."""
    return [check for check in checks.values() if check.pack in suite.packs or check.id in suite.expectations]


def _unset(check: Check, parameters: Mapping[str, ParameterValue]) -> str:
    """The parameter that a suite must set and does not, in words; empty where there is none."""
    names = (name for name, value in parameters.items() if value is None)
    return next((f"its parameter '{name}' is not set: {check.parameters[name].about}" for name in names), "")


def _nothing_to_read(check: Check) -> str:
    about = {
        "row": f"the dataset has no table that fills '{check.over}'",
        "figure": "no figure is bound to a column",
        "date": "no column has a role of type date",
        "table": "no table declares a key",
        "reference": "no role refers to another table of the dataset",
    }
    bounds = [need.text for need in check.needs if need.text.rpartition(".")[0] in GIVES[check.each]]
    if bounds:
        return f"no figure has a column for what it needs: {', '.join(bounds)}"
    return about.get(check.each.value, "the taxonomy relates no figures that the dataset records")


def _arranged(
    bound: Sequence[tuple[Binding, Instance]], unbound: Sequence[Unbound], left_out: Sequence[tuple[str, str]]
) -> Plan:
    """Whatever reads one relation shares a scan."""
    scans: dict[tuple[str, str], tuple[Relation, list[Instance]]] = {}
    for binding, instance in bound:
        relation = binding.relation
        scans.setdefault((relation.rows, relation.wanted), (relation, []))[1].append(instance)
    together = tuple(
        Scan(relation.rows, relation.wanted, relation.row, tuple(instances), relation.mates)
        for relation, instances in scans.values()
    )
    return Plan(together, tuple(unbound), tuple(left_out))
