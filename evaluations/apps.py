from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "Evaluations"

    def ready(self) -> None:
        from evaluations import permissions  # noqa: F401
        from evaluations.commentable import commentable
        from evaluations.models import (
            Conclusion,
            EvaluationQuestion,
            Finding,
            Lesson,
            ReportSection,
        )

        commentable("section", ReportSection, place="position")
        commentable("question", EvaluationQuestion)
        commentable("finding", Finding)
        commentable("conclusion", Conclusion)
        commentable("lesson", Lesson)
