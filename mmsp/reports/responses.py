"""Management responses for a paper: what was decided, who does what by when, and the latest word."""

import datetime
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evaluations.models import Evaluation
from mmsp.reports import shapes
from mmsp.reports.citations import Citations
from mmsp.reports.cited import read_citations
from mmsp.reports.days import day
from mmsp.reports.shapes import Audience
from mmsp.reports.titles import cover, running_title, written_in
from mmsp.reports.witnesses import READABLE, Register
from recommendations.models import (
    KeyAction,
    ManagementResponse,
    NoDateReason,
    ProgressUpdate,
    Remark,
    ResponseMatrix,
    SignOff,
)

LATEST = 3
SIGNED = (SignOff.SUBMITTED, SignOff.ENDORSED, SignOff.AGREED)


class NotForAudience(Exception):
    """A matrix that has not been submitted is for its own organisation and the managers."""


def is_ready_for(matrix: ResponseMatrix, audience: Audience) -> bool:
    """An answer leaves the house when it is submitted."""
    return matrix.submitted_at is not None or audience == Audience.INTERNAL


def build_matrix(
    matrix: ResponseMatrix, *, audience: Audience, as_of: datetime.date
) -> shapes.MatrixContent:
    """The response matrix as a paper of its own. Raises NotForAudience before it is submitted."""
    if not is_ready_for(matrix, audience):
        raise NotForAudience
    evaluation = matrix.evaluation
    with translation.override(evaluation.language):
        title_page = cover(evaluation)
        row = _with_parts(ResponseMatrix.objects.filter(pk=matrix.pk)).get()
        cited = read_citations(evaluation, Register({}, {}), audience)
        answered = _matrix(row, audience, as_of, with_remarks=audience == Audience.INTERNAL)
        return paper_of(evaluation, title_page, _set(answered, cited), audience, as_of)


def paper_of(
    evaluation: Evaluation, title_page: shapes.Cover, matrix: shapes.Matrix, audience: Audience,
    as_of: datetime.date,
) -> shapes.MatrixContent:  # fmt: skip
    """The matrix on the IOM form, in the language that is active."""
    return shapes.MatrixContent(
        slug=evaluation.slug,
        lang=written_in(evaluation),
        audience=audience,
        as_of=as_of,
        heading=_heading(title_page),
        title=evaluation.title,
        year=evaluation.report_date.year if evaluation.report_date else None,
        short_title=running_title(title_page),
        matrix=matrix,
        funding_line=title_page.funding_line,
        is_eu_funded=title_page.is_eu_funded,
        house=title_page.house,
        disclaimer=title_page.disclaimer,
    )


def _set(matrix: shapes.Matrix, cited: Citations) -> shapes.Matrix:
    """With the references in the recommendations called as their rows are called today."""
    return replace(
        matrix,
        responses=tuple(
            replace(each, recommendation=replace(each.recommendation, text=cited.set_in(text)))
            for each in matrix.responses
            for text in [each.recommendation.text]
        ),
    )


def submitted(evaluation: Evaluation) -> QuerySet[ResponseMatrix]:
    """The matrices that everybody sees who sees the report."""
    return evaluation.matrices.filter(submitted_at__isnull=False)


def matrices(
    rows: QuerySet[ResponseMatrix], audience: Audience, as_of: datetime.date
) -> tuple[shapes.Matrix, ...]:
    """The annexes of a report. Remarks stay out: they are between the organisation and the managers."""
    rows = rows.order_by("organisation__name")
    return tuple(_matrix(row, audience, as_of, with_remarks=False) for row in _with_parts(rows))


def _heading(title_page: shapes.Cover) -> str:
    """The title line of the IOM form; the evaluation's title where it has no project."""
    if not title_page.projects:
        return title_page.title
    project = title_page.projects[0]
    return _("%(kind)s of project %(code)s “%(title)s”") % {
        "kind": title_page.kind,
        "code": project.code,
        "title": project.title,
    }


def _with_parts(rows: QuerySet[ResponseMatrix]) -> QuerySet[ResponseMatrix]:
    """Six queries whatever the size: matrices, responses, addressees, actions, updates, remarks."""
    updates = ProgressUpdate.objects.words().select_related("document", "activity")
    updates = updates.order_by("-made_at", "-pk")
    actions = KeyAction.objects.select_related("responsible_person").order_by("number")
    responses = (
        ManagementResponse.objects.filter(recommendation__deleted_at=None)
        .select_related("recommendation")
        .order_by("recommendation__number")
        .prefetch_related(
            "recommendation__addressees",
            Prefetch("actions", actions.prefetch_related(Prefetch("updates", updates))),
            Prefetch("remarks", Remark.objects.order_by("position", "pk")),
        )
    )
    signed = (f"{step}_by__organisation" for step in SIGNED)
    return rows.select_related("organisation", *signed).prefetch_related(
        Prefetch("responses", responses)
    )


def _matrix(
    row: ResponseMatrix, audience: Audience, as_of: datetime.date, *, with_remarks: bool
) -> shapes.Matrix:
    return shapes.Matrix(
        organisation=row.organisation.name,
        slug=row.organisation.slug,
        short_name=str(row.organisation),
        completed_by=row.completed_by,
        overall_comment=row.overall_comment,
        submitted_on=timezone.localdate(row.submitted_at) if row.submitted_at else None,
        responses=tuple(
            _response(response, audience, as_of, with_remarks) for response in row.responses.all()
        ),
        signatures=tuple(_signature(row, step, audience) for step in SIGNED),
    )


def _signature(row: ResponseMatrix, step: SignOff, audience: Audience) -> shapes.Signature:
    """Who took the step and when; the public is told for which organisation."""
    at, by = getattr(row, f"{step}_at"), getattr(row, f"{step}_by")
    pending = shapes.Signature(step.value, str(step.label))
    if at is None:
        return pending
    signed = replace(pending, signed_on=timezone.localdate(at))
    if by is None:
        return signed
    organisation = str(by.organisation or "")
    if audience == Audience.PUBLIC:
        return replace(signed, organisation=organisation)
    return replace(signed, who=by.name, function=by.job_title, organisation=organisation)


def _response(
    row: ManagementResponse, audience: Audience, as_of: datetime.date, with_remarks: bool
) -> shapes.Response:
    number = row.recommendation.number
    return shapes.Response(
        recommendation=_answered(row),
        decision=row.decision,
        decision_label=str(row.get_decision_display()),
        reason=row.reason,
        actions=tuple(_action(number, action, audience, as_of) for action in row.actions.all()),
        remarks=_remarks(row) if with_remarks else (),
    )


def _answered(row: ManagementResponse) -> shapes.Recommendation:
    """As much of the recommendation as the form repeats."""
    recommendation = row.recommendation
    return shapes.Recommendation(
        number=recommendation.number,
        heading=recommendation.heading,
        text=recommendation.text,
        addressees=tuple(each.name for each in recommendation.addressees.all()),
        addressee_note=recommendation.addressee_note,
        priority=recommendation.priority,
    )


def _action(
    recommendation: int, row: KeyAction, audience: Audience, as_of: datetime.date
) -> shapes.Action:
    return shapes.Action(
        number=f"{recommendation}.{row.number}",
        text=row.text,
        time_frame=_time_frame(row, audience),
        responsible=_responsible(row, audience),
        status=row.status,
        status_label=str(row.get_status_display()),
        promised_on=row.promised_on,
        due_on=row.due_on,
        days_late=row.days_late(as_of),
        updates=tuple(_update(each, audience) for each in row.updates.all()[:LATEST]),
        has_proof=any(_evidence(each, Audience.INTERNAL) for each in row.updates.all()),
        unit=row.responsible_units,
        **_for_some(row, audience),
    )


def _for_some(row: KeyAction, audience: Audience) -> dict[str, Any]:
    """What only some readers are told, each on its own for sheets."""
    if audience == Audience.PUBLIC:
        is_told = row.no_date_reason == NoDateReason.DONE_BEFORE
        return {"no_date": row.no_date_reason if is_told else ""}
    told = {
        "person": str(row.responsible_person or ""), "no_date": row.no_date_reason,
        "no_date_note": row.no_date_note,
    }  # fmt: skip
    if audience != Audience.INTERNAL:
        return told
    return told | {"gap": row.funding_gap, "donor": row.possible_donor}


def _time_frame(row: KeyAction, audience: Audience) -> str:
    """A date, or why there is none; the public is told no more than that it was done before."""
    if row.due_on:
        return day(row.due_on)
    if row.no_date_reason == NoDateReason.DONE_BEFORE:
        return str(row.get_no_date_reason_display())
    if audience == Audience.PUBLIC:
        return _("No date")
    reason = _("No date: %(reason)s") % {"reason": str(row.get_no_date_reason_display()).lower()}
    return (
        _("%(reason)s. %(note)s") % {"reason": reason, "note": row.no_date_note}
        if row.no_date_note
        else reason
    )


def _responsible(row: KeyAction, audience: Audience) -> str:
    return row.responsible_units if audience == Audience.PUBLIC else row.in_charge


def _update(row: ProgressUpdate, audience: Audience) -> shapes.Update:
    return shapes.Update(
        made_on=timezone.localdate(row.made_at),
        what_was_done=row.what_was_done,
        evidence="" if audience == Audience.PUBLIC else _evidence(row, audience),
        status_label=str(row.get_status_display()),
    )


def _evidence(row: ProgressUpdate, audience: Audience) -> str:
    document = row.document
    may_read = document is not None and document.confidentiality in READABLE[audience]
    parts = [row.evidence, row.evidence_url]
    parts += [document.title] if document and may_read else []
    parts += [row.activity.title] if row.activity else []
    return _("; ").join(filter(None, parts))


def _remarks(row: ManagementResponse) -> tuple[shapes.Remark, ...]:
    return tuple(
        shapes.Remark(
            each.author_name,
            each.text,
            is_answer=each.answers_id is not None,
            key=each.pk,
            answers=each.answers_id or 0,
            made_at=each.created_at,
        )
        for each in row.remarks.all()
    )
