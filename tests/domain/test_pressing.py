from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain import acts
from domain.cases import MOVES, Act, Case, Outcome, Stage, new
from domain.errors import RuleError
from domain.reading import Line, LineKind, may_object, question_open, state
from domain.reports import Kind
from tests.domain.staff import NOON, STAFF, received, weekdays


class Pressing(RuleBasedStateMachine):
    """Anybody presses anything at any time; only what the table has may happen."""

    @initialize(urgent=st.booleans())
    def filed(self, urgent):
        self.now = NOON
        filed = new(case_id="c", code="QX7M", kind=Kind.TIP, day=NOON.date(), urgent=urgent)
        self.case = filed
        self.lines = [Line(kind=LineKind.RECEIVED, day=NOON.date())]
        self.objections = 0
        self.extended = 0

    @rule(hours=st.sampled_from([1, 24, 24 * 7, 24 * 32]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @precondition(lambda self: not self.case.posted and self.case.stage is Stage.RECEIVED)
    @rule()
    def it_is_posted(self):
        self._take(
            acts.post(self.case, room="r", rings=True, at=self.now, is_workday=weekdays), None, None
        )

    @rule(act=st.sampled_from(sorted(Act)), by=st.sampled_from(STAFF), to=st.sampled_from(STAFF))
    def somebody_presses(self, act, by, to):
        self._press(act, by, to)

    def _press(self, act, by, to):
        pressed = self._pressed(act, by, to)
        try:
            change = pressed()
        except RuleError:
            return
        if isinstance(change, Case):  # withdrawn: the journal never hears of it
            assert not self.case.posted
            self.case = change
            return
        self._take(change, act, by)

    @rule(choice=st.integers(0, 100), by=st.sampled_from(STAFF), to=st.sampled_from(STAFF))
    def somebody_presses_what_the_card_may_show(self, choice, by, to):
        shown = [act for act in sorted(Act) if act is not Act.WITHDRAW]
        fitting = [act for act in shown if self.case.stage in MOVES[act].stages]
        self._press(fitting[choice % len(fitting)], by, to)

    def _take(self, change, act, by):
        before, after = self.case, change.subject
        if act is not None:
            move = MOVES[act]
            assert before.stage in move.stages
            assert after.stage is (move.to or before.stage)
            assert change.entry.act == act.value
            assert not (before.death and act in {Act.CONCLUDE, Act.TAKE_ON, Act.RETURN})
            if change.entry.by in {one.id for one in STAFF}:
                assert by.id not in before.excluded
        self.objections += act is Act.OBJECT
        self.extended += act is Act.GRANT_EXTENSION
        self.lines += change.lines
        if act is Act.OBJECT:
            self.lines.append(Line(kind=LineKind.OBJECTED, day=self.now.date()))
        self.case = replace(after, version=after.version + 1)

    def _pressed(self, act, by, to):
        case, at = self.case, self.now
        other = replace(received(), id="o")
        calendar = {"at": at, "is_workday": weekdays}
        return {
            Act.TAKE_ON: lambda: acts.take_on(case, by=by, at=at),
            Act.CLAIM: lambda: acts.claim(case, by=by, at=at),
            Act.DECLINE: lambda: acts.decline(case, by=by, text="x", at=at),
            Act.REFER: lambda: acts.refer(case, by=by, department="x", **calendar),
            Act.RECEIPT: lambda: acts.receipt_came(case, by=by, at=at),
            Act.RETURN: lambda: acts.return_referral(case, by=by, at=at),
            Act.MERGE: lambda: acts.merge(case, into=other, by=by, at=at),
            Act.ASK: lambda: acts.ask(case, by=by, text="x", at=at),
            Act.REPLY: lambda: acts.reply(case, by=by, text="x", at=at),
            Act.ASK_EXTENSION: lambda: acts.ask_extension(case, by=by, at=at),
            Act.GRANT_EXTENSION: lambda: acts.grant_extension(case, by=by, text="x", at=at),
            Act.REFUSE_EXTENSION: lambda: acts.refuse_extension(case, by=by, at=at),
            Act.CONCLUDE: lambda: acts.conclude(
                case, by=by, outcome=Outcome.PARTLY, text="x", at=at
            ),
            Act.HAND_OVER: lambda: acts.hand_over(case, by=by, to=to, at=at),
            Act.RELEASE: lambda: acts.release(case, at=at),
            Act.MARK_URGENT: lambda: acts.mark_urgent(case, by=by, rings=True, **calendar),
            Act.UNMARK_URGENT: lambda: acts.unmark_urgent(case, by=by, **calendar),
            Act.DEATH: lambda: acts.report_death(case, by=by, at=at),
            Act.OBJECT: lambda: acts.object_to(case, **calendar),
            Act.REOPEN: lambda: acts.reopen(case, by=by, text="x", at=at),
            Act.CLOSE: lambda: acts.close(case, at=at),
            Act.WITHDRAW: lambda: acts.withdraw(case),
            Act.MUTE: lambda: acts.mute(case, by=by, at=at),
            Act.UNMUTE: lambda: acts.unmute(case, by=by, at=at),
        }[act]

    @invariant()
    def what_is_due_fits_the_stage(self):
        if not hasattr(self, "case"):
            return
        case = self.case
        if case.stage in {Stage.CONCLUDED, Stage.CLOSED, Stage.WITHDRAWN}:
            assert case.due is None
        elif case.posted and not case.death:
            assert case.due is not None

    @invariant()
    def an_ended_case_has_an_outcome_and_an_open_one_has_none(self):
        if hasattr(self, "case"):
            ended = self.case.stage in {Stage.CONCLUDED, Stage.CLOSED}
            assert (self.case.outcome is not None) == ended
            assert (self.case.concluded_on is not None) == ended
            assert not (self.case.merged_into and not ended)

    @invariant()
    def nobody_holds_a_case_whose_first_look_was_theirs(self):
        if hasattr(self, "case") and self.case.stage not in {Stage.CONCLUDED, Stage.CLOSED}:
            assert self.case.holder not in self.case.excluded

    @invariant()
    def once_is_once(self):
        if hasattr(self, "case"):
            assert self.objections <= 1

    @invariant()
    def the_mailbox_tells_what_the_case_is(self):
        if not hasattr(self, "case") or self.case.stage is Stage.WITHDRAWN:
            return
        told = state(self.lines)
        assert told is not None
        ended = {
            LineKind.DECLINED,
            LineKind.MERGED,
            LineKind.PROVEN,
            LineKind.PARTLY,
            LineKind.UNPROVEN,
        }
        assert (told.kind in ended) == (self.case.stage in {Stage.CONCLUDED, Stage.CLOSED})
        if self.case.question_open:
            assert question_open(self.lines)

    @invariant()
    def who_is_shown_the_button_may_press_it(self):
        if (
            hasattr(self, "case")
            and self.case.stage is Stage.CONCLUDED
            and may_object(self.lines, today=self.now.date())
        ):
            acts.object_to(self.case, at=self.now, is_workday=weekdays)


Pressing.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
test_whatever_is_pressed_only_the_tables_moves_happen = Pressing.TestCase
