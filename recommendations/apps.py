from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = "Recommendations"

    def ready(self) -> None:
        from evaluations.commentable import commentable
        from evaluations.similar.index import searched
        from recommendations import gate, permissions, publishing, references  # noqa: F401
        from recommendations.became import became_of
        from recommendations.models import Recommendation

        commentable("recommendation", Recommendation)
        searched("recommendation", Recommendation, became_of)
        references.register()
