from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "Evaluations"

    def ready(self) -> None:
        from editing.words import NAMING
        from evaluations import (  # noqa: F401
            conditions,
            permissions,
            publishing_permissions,
            references,
        )
        from evaluations.commentable import commentable
        from evaluations.evidence import papers_open_to
        from evaluations.models import (
            Conclusion,
            EvaluationQuestion,
            Finding,
            Lesson,
            ReportSection,
        )
        from evaluations.similar.index import searched
        from evaluations.uptake import became_of

        commentable("section", ReportSection, place="position")
        commentable("question", EvaluationQuestion)
        commentable("finding", Finding)
        commentable("conclusion", Conclusion)
        commentable("lesson", Lesson)
        searched("lesson", Lesson, became_of)
        references.register()
        NAMING["evaluations.Finding.document_pages"] = papers_open_to
