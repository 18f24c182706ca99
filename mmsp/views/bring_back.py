from django.http import HttpRequest, HttpResponse

from editing.restore_pages import bring_back_page, removed_row


def bring_back(request: HttpRequest) -> HttpResponse:
    """Undoes a removal: any row that the person could remove, by the address that its removal gave."""
    return bring_back_page(request, removed_row(request))
