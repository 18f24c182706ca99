from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = "Recommendations"

    def ready(self) -> None:
        from evaluations.commentable import commentable
        from recommendations import gate, permissions, references  # noqa: F401
        from recommendations.models import Recommendation

        commentable("recommendation", Recommendation)
        references.register()
