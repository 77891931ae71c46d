"""A LibreTranslate-compatible server: what leaves, what comes back, what failures do."""

import json
from collections.abc import Iterator

import pytest

from app.config import settings
from app.engines import draft_texts
from app.engines.remote import AT_ONCE, LibreTranslateEngine
from tests.engines.serving import Server, serving

TARGETS = ["en", "es", "pl", "fa", "pt", "pb", "ne", "hi"]


@pytest.fixture
def server() -> Iterator[Server]:
    languages = [{"code": code, "name": code, "targets": TARGETS} for code in TARGETS]
    with serving(Server(languages=languages)) as running:
        yield running


@pytest.fixture
def engine(server: Server) -> LibreTranslateEngine:
    return LibreTranslateEngine(server.base, pause=0.001)


def test_texts_come_back_with_their_origin(engine: LibreTranslateEngine) -> None:
    drafts = draft_texts(engine, ["Call <1>us</1>", "999", "Free"], "en", "pl")
    assert [draft.text for draft in drafts] == ["Ćáll <1>úś</1>", "999", "Fŕéé"]
    assert (drafts[0].engine, drafts[0].model) == ("libretranslate", "en-pl")
    assert drafts[0].version == "1.6.2"


def test_h17_only_masked_words_of_templates_leave(
    engine: LibreTranslateEngine, server: Server
) -> None:
    text = (
        "Call Great Western Hospital on 01632 960101 by 9am, take 400 micrograms, see www.nhs.uk."
    )
    (draft,) = draft_texts(engine, [text], "en", "es")
    assert draft.text is not None
    assert "01632 960101" in draft.text
    (sent,) = server.sent
    assert json.loads(sent) == {
        "q": ["Call ⟦1⟧ on ⟦2⟧ by ⟦3⟧, take ⟦4⟧, see ⟦5⟧."],
        "source": "en",
        "target": "es",
        "format": "text",
    }


def test_many_texts_go_in_batches_and_come_back_in_order(
    engine: LibreTranslateEngine, server: Server
) -> None:
    texts = [f"Word {'x' * n}" for n in range(2 * AT_ONCE + 1)]
    drafts = engine.translate(texts, "en", "es")
    assert len(server.sent) == 3
    assert [len(draft.text or "") for draft in drafts] == [len(text) for text in texts]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(
    engine: LibreTranslateEngine, server: Server, status: int
) -> None:
    server.failures = [status, status]
    assert engine.translate(["Free"], "en", "es")[0].text == "Fŕéé"
    assert len(server.sent) == 3


def test_a_refusal_is_not_repeated_and_says_why(
    engine: LibreTranslateEngine, server: Server
) -> None:
    server.failures = [403]
    (draft,) = engine.translate(["Free"], "en", "es")
    assert draft.text is None
    assert "it answers 403" in (draft.reason or "")
    assert len(server.sent) == 1


def test_one_failed_batch_leaves_the_others_standing(
    engine: LibreTranslateEngine, server: Server
) -> None:
    server.failures = [400]
    drafts = engine.translate(["Free"] * (AT_ONCE + 1), "en", "es")
    assert [draft.text for draft in drafts] == [None] * AT_ONCE + ["Fŕéé"]


def test_a_server_that_keeps_failing_is_left_alone_then_tried_again(server: Server) -> None:
    engine = LibreTranslateEngine(server.base, pause=0.001, rest=0.0)
    resting = LibreTranslateEngine(server.base, pause=0.001, rest=60.0)
    for each in (engine, resting):
        server.failures = [400, 400, 400]
        for _ in range(3):
            each.translate(["Free"], "en", "es")
    asked = len(server.sent)
    assert resting.translate(["Free"], "en", "es")[0].text is None
    assert len(server.sent) == asked
    assert engine.translate(["Free"], "en", "es")[0].text == "Fŕéé"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"translatedText": ["only", "two", "too many"]}, "lost count"),
        ({"translatedText": "a text"}, "lost count"),
        ({"translatedText": [None, 3]}, "other than texts"),
        ({"error": "no"}, "lost count"),
        ([], "lost count"),
        ({"translatedText": ["x" * 6_000_000, ""]}, "far too long"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused(
    engine: LibreTranslateEngine, server: Server, answer: object, reason: str
) -> None:
    server.answer = answer
    drafts = engine.translate(["Free", "Your rights"], "en", "es")
    assert [draft.text for draft in drafts] == [None, None]
    assert reason in (drafts[0].reason or "")


@pytest.mark.parametrize("tag", ["fa-AF", "kok-Latn", "kok-Deva", "so", "fj", "ps"])
def test_h11_a_server_without_the_language_gets_no_text(
    engine: LibreTranslateEngine, server: Server, tag: str
) -> None:
    assert engine.capability("en", tag).state == "unsupported"
    assert engine.translate(["Free"], "en", tag)[0].text is None
    assert server.sent == []


def test_h11_portuguese_needs_a_server_that_keeps_brazilian_apart(
    engine: LibreTranslateEngine, server: Server
) -> None:
    assert engine.capability("en", "pt-PT").state == "ready"
    server.languages = [{"code": "en", "targets": ["pt", "es"]}]
    other = LibreTranslateEngine(server.base)
    assert other.capability("en", "pt-PT").state == "unsupported"
    assert other.capability("en", "es").state == "ready"


def test_the_way_back_is_asked_of_the_language_itself(
    engine: LibreTranslateEngine, server: Server
) -> None:
    (draft,) = draft_texts(engine, ["Tome 400 mg."], "es", "en")
    assert (draft.model, draft.text) == ("es-en", "Tómé 400 mg.")
    sent = json.loads(server.sent[-1])
    assert (sent["source"], sent["target"]) == ("es", "en")
    assert engine.capability("pt-PT", "en").state == "ready"
    assert engine.capability("fa-AF", "en").state == "unsupported"
    assert engine.capability("es", "pl").state == "unsupported"
    server.languages = [
        {"code": "en", "targets": ["pt", "es"]},
        {"code": "es", "targets": ["fr"]},
        {"code": "pt", "targets": ["en"]},
    ]
    other = LibreTranslateEngine(server.base)
    assert [other.capability(tag, "en").state for tag in ("es", "pt-PT")] == ["unsupported"] * 2


def test_the_list_of_languages_is_asked_for_once(
    engine: LibreTranslateEngine, server: Server
) -> None:
    for tag in ("es", "pl", "ne", "so"):
        engine.capability("en", tag)
    assert server.asked.count("/languages") == 1


def test_a_server_that_is_not_there_is_an_honest_state() -> None:
    engine = LibreTranslateEngine("http://127.0.0.1:9", pause=0.001)
    capability = engine.capability("en", "es")
    assert capability.state == "installable"
    assert "cannot be reached" in capability.reason
    assert engine.translate(["Free"], "en", "es")[0].text is None


def test_without_an_address_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BIRTHWORDS_LIBRETRANSLATE", raising=False)
    settings.cache_clear()
    capability = LibreTranslateEngine().capability("en", "es")
    assert capability.state == "unsupported"
    assert "BIRTHWORDS_LIBRETRANSLATE" in capability.reason
    settings.cache_clear()


def test_no_redirect_is_followed(engine: LibreTranslateEngine, server: Server) -> None:
    server.failures = [307]
    (draft,) = engine.translate(["Free"], "en", "es")
    assert "it answers 307" in (draft.reason or "")
