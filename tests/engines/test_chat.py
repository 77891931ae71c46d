"""A language model on a server of the organisation's own: what it is told, what leaves, what comes
back, and what each of the ways does in which a model or a server fails.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from app.config import Settings, SettingsError, settings
from app.engines import ENGINES, chosen, draft_texts
from app.engines.base import AgreedTerm, Neighbour, Surroundings
from app.engines.chat import ChatEngine
from app.engines.round_trip import through
from tests.engines.chatting import DIGEST, MODEL, ModelServer, engine_of, entry, translated
from tests.engines.serving import Server, serving


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving(ModelServer()) as running:
        assert isinstance(running, ModelServer)
        yield running


@pytest.fixture
def engine(server: ModelServer, tmp_path: Path) -> ChatEngine:
    return engine_of(tmp_path / "models.toml", entry(server))


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BIRTHWORDS_ENGINE_SECONDS", "0.4")
    settings.cache_clear()
    yield
    settings.cache_clear()


def reason(engine: ChatEngine, text: str = "Call your midwife.", tag: str = "ro") -> str:
    """Why a text is refused."""
    (draft,) = engine.translate([text], "en", tag)
    assert draft.text is None
    return draft.reason or ""


def test_each_text_is_asked_alone_and_comes_back_with_its_origin(
    engine: ChatEngine, server: ModelServer
) -> None:
    drafts = draft_texts(engine, ["Call <1>us</1>", "999", "Free"], "en", "ro")
    assert [draft.text for draft in drafts] == ["Ćáll <1>úś</1>", "999", "Fŕéé"]
    assert [question["text"] for question in server.questions] == ["Call ⟦1⟧us⟦2⟧", "Free"]
    first = drafts[0]
    assert (first.engine, first.model, first.checksum) == ("chat", MODEL, DIGEST)
    assert re.fullmatch("prompt-[0-9a-f]{8}", first.version)
    able = engine.capability("en", "ro")
    assert (able.state, able.licence, able.version) == ("ready", "Gemma terms", first.version)


def test_the_model_is_asked_by_name_without_chance_and_held_to_one_string_of_json(
    engine: ChatEngine, server: ModelServer
) -> None:
    engine.translate(["Free"], "en", "ro")
    (body,) = server.bodies
    assert (body["model"], body["temperature"], body["stream"]) == (MODEL, 0, False)
    assert body["max_tokens"] == 200 + 4 * len("Free")
    schema = body["response_format"]["json_schema"]
    assert (body["response_format"]["type"], schema["strict"]) == ("json_schema", True)
    assert schema["schema"]["required"] == ["translation"]
    assert schema["schema"]["additionalProperties"] is False
    assert isinstance(body["seed"], int)


def test_what_turns_thinking_off_is_sent_as_the_entry_says(
    server: ModelServer, tmp_path: Path
) -> None:
    plain = engine_of(tmp_path / "a.toml", entry(server))
    quiet = entry(server, model="a model.gguf", pin={"id": "a model.gguf"}) + (
        "[chat.extra]\nreasoning_effort = 'none'\n"
        "chat_template_kwargs = {enable_thinking = false}\n"
    )
    server.models.append({"id": "a model.gguf"})
    server.answers_as = "a model.gguf"
    engine = engine_of(tmp_path / "b.toml", quiet)
    assert engine.translate(["Free"], "en", "ro")[0].text == "Fŕéé"
    (body,) = server.bodies
    assert body["reasoning_effort"] == "none"
    assert body["chat_template_kwargs"] == {"enable_thinking": False}
    assert body["temperature"] == 0
    assert engine.capability("en", "ro").version != plain.capability("en", "ro").version


def test_the_style_sheet_of_the_language_is_told_first_and_the_same_for_each_text(
    engine: ChatEngine, server: ModelServer
) -> None:
    engine.translate(["Free", "Your rights"], "en", "ro")
    engine.translate(["Free"], "en", "so")
    told = [body["messages"][0]["content"] for body in server.bodies]
    assert [body["messages"][0]["role"] for body in server.bodies] == ["system"] * 3
    assert told[0] == told[1]
    assert "Romanian (ro)" in told[0]
    assert "Never *nu trebuie să*" in told[0]
    assert "Somali (so)" in told[2]
    assert "Never *nu trebuie să*" not in told[2]
    version = engine.capability("en", "ro").version
    assert version != engine.capability("en", "so").version


def test_a_language_without_a_style_sheet_is_asked_all_the_same(
    engine: ChatEngine, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.engines.chat_prompt.STYLE_SHEETS", tmp_path)
    assert engine.translate(["Free"], "en", "ro")[0].text == "Fŕéé"
    (tmp_path / "ro.md").write_text("A line.\n" * 3000, "utf-8")
    engine.translate(["Free"], "en", "ro")
    plain, long = (body["messages"][0]["content"] for body in server.bodies)
    assert "A line." not in plain
    assert 15_000 < len(long) - len(plain) < 16_200
    assert long.endswith("A line.")


AROUND = Surroundings(
    before=(Neighbour(text="Call <1>Great Western Hospital</1> on <2/>", words="Sunați la 9:30"),),
    after=(Neighbour(text="word " * 100), Neighbour(text="Ring 01632 960101.")),
    terms=(AgreedTerm(term="midwife", words=("moașă",), never=("doică",)),),
)


def test_h17_only_masked_words_of_templates_leave(engine: ChatEngine, server: ModelServer) -> None:
    text = "Ask your midwife at Great Western Hospital on 01632 960101 about 400 micrograms."
    (draft,) = draft_texts(engine, [text], "en", "ro", around=[AROUND])
    assert draft.text is not None
    assert "01632 960101" in draft.text
    assert server.questions == [
        {
            "before": [{"text": "Call … on …", "translation": "Sunați la …"}],
            "after": [{"text": ("word " * 60).strip() + "…"}, {"text": "Ring …."}],
            "terms": [{"term": "midwife", "words": ["moașă"], "never": ["doică"]}],
            "text": "Ask your midwife at ⟦1⟧ on ⟦2⟧ about ⟦3⟧.",
        }
    ]
    assert not re.search(rb"01632|Great Western|960101|9:30", server.sent[0])


def test_what_stands_around_a_text_without_words_is_told_of_no_other(
    engine: ChatEngine, server: ModelServer
) -> None:
    around = [Surroundings(after=(Neighbour(text=name),)) for name in ("one", "two", "three")]
    draft_texts(engine, ["Free", "999", "Your rights"], "en", "ro", around=around)
    assert [(q["text"], q["after"]) for q in server.questions] == [
        ("Free", [{"text": "one"}]),
        ("Your rights", [{"text": "three"}]),
    ]


def test_h2_the_way_back_is_told_no_agreed_words_and_no_style_sheet(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.say = lambda _: translated("Call your midwife straight away.")
    (draft,) = draft_texts(engine, ["Sunați-o imediat pe moașă."], "ro", "en")
    assert draft.text == "Call your midwife straight away."
    (body,) = server.bodies
    assert "from Romanian (ro) into English" in body["messages"][0]["content"]
    assert "nu trebuie" not in body["messages"][0]["content"]
    assert list(server.questions[0]) == ["text"]
    assert engine.capability("es", "ro").state == "unsupported"


ROMANIAN = "Sunați-o imediat pe moașă dacă bebelușul se mișcă mai puțin decât de obicei."
SPANISH = "Llame a su matrona ahora si el bebé se mueve menos que antes."
WHOLE = translated(ROMANIAN)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (WHOLE[:-20], "is not whole"),
        (f"Here is the translation:\n{WHOLE}", "has something around it"),
        (f"```json\n{WHOLE}\n```", "has something around it"),
        (f"<think>She asks.</think>{WHOLE}", "has something around it"),
        (ROMANIAN, "has something around it"),
        (json.dumps({"translation": ROMANIAN, "note": "I kept it short."}), "one JSON object"),
        (json.dumps([ROMANIAN]), "one JSON object"),
        (json.dumps({"translation": None}), "one JSON object"),
        ("[" * 100_000, "one JSON object"),
        (None, "one JSON object"),
        (translated("  "), "would not translate this text"),
        (translated("I'm sorry, but I can't help with that request."), "with an apology"),
        (translated("As an AI language model I do not give advice."), "with an apology"),
        (translated("You should call the midwife if that is what you want."), "in English"),
        (translated(SPANISH), "in Spanish"),
        (translated("Zadzwoń do położnej, jeśli dziecko się nie rusza."), "in Polish"),
    ],
)
def test_an_answer_that_is_not_one_whole_translation_is_refused_with_the_reason(
    engine: ChatEngine, server: ModelServer, content: str | None, why: str
) -> None:
    server.say = lambda _: content
    assert why in reason(engine)
    assert len(server.sent) == 1


def test_half_an_answer_is_none_even_where_it_is_json(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.say, server.finish = (lambda _: WHOLE), "length"
    assert "cut off" in reason(engine)


def test_a_refusal_that_the_server_tells_apart_is_one(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.message = {"content": None, "refusal": "I can't help with that."}
    assert reason(engine) == "The model would not translate this text."


def test_an_answer_of_another_model_is_thrown_away(engine: ChatEngine, server: ModelServer) -> None:
    server.answers_as = "gemma3:1b"
    assert "another model answered: 'gemma3:1b'" in reason(engine)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ("Luați ⟦1⟧ și ⟦1⟧.", "repeated “400 mg”"),
        ("Luați o pastilă.", "lost “400 mg”"),
        ("Luați ⟦1⟧\u0000.", "signs that no file can hold"),
        ("Luați ⟦1⟧ \ud83d.", "signs that no file can hold"),
    ],
)
def test_h17_a_mark_that_is_lost_or_doubled_and_signs_that_nothing_holds_are_refused(
    engine: ChatEngine, server: ModelServer, made: str, why: str
) -> None:
    server.say = lambda _: json.dumps({"translation": made})
    (draft,) = draft_texts(engine, ["Take 400 mg."], "en", "ro")
    assert draft.text is None
    assert why in (draft.reason or "")


def test_lines_that_the_text_does_not_have_and_turns_of_direction_are_taken_out(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.say = lambda _: translated("\u202eSunați\n la moașă.\u202c ")
    (draft,) = draft_texts(engine, ["Call your midwife."], "en", "ro")
    assert draft.text == "Sunați la moașă."


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(engine: ChatEngine, server: ModelServer, status: int) -> None:
    server.failures = [status, status]
    assert engine.translate(["Free"], "en", "ro")[0].text == "Fŕéé"
    assert len(server.sent) == 3


def test_a_refusal_by_the_server_is_not_repeated_and_says_why(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.failures = [400]
    server.error = json.dumps({"error": {"message": "the context is\n4096 tokens."}}).encode()
    assert reason(engine) == (
        "The chat server failed: it answers 400 (“the context is 4096 tokens”)."
    )
    assert len(server.sent) == 1


@pytest.mark.usefixtures("hurry")
def test_a_server_that_hangs_or_dribbles_is_given_up_in_time(
    engine: ChatEngine, server: ModelServer
) -> None:
    engine.capability("en", "ro")
    server.hold = Event()
    assert "does not answer in time" in reason(engine)
    server.hold.set()
    server.hold, server.drip = None, 0.05
    assert "does not answer in time" in reason(engine)
    server.drip = 0
    assert engine.translate(["Free"], "en", "ro")[0].text == "Fŕéé"


def test_a_server_that_keeps_failing_is_left_alone_and_says_so_then_is_tried_again(
    server: ModelServer, tmp_path: Path
) -> None:
    resting = engine_of(tmp_path / "a.toml", entry(server))
    engine = engine_of(tmp_path / "b.toml", entry(server), rest=0.0)
    for each in (resting, engine):
        server.failures = [400] * 3
        reasons = {reason(each) for _ in range(3)}
        assert reasons == {"The chat server failed: it answers 400."}
    asked = len(server.asked)
    able = resting.capability("en", "ro")
    assert able.state == "installable"
    assert "left alone for a minute" in able.reason
    assert "left alone for a minute" in reason(resting)
    assert len(server.asked) == asked
    assert engine.capability("en", "ro").state == "ready"
    assert engine.translate(["Free"], "en", "ro")[0].text == "Fŕéé"


def test_within_one_batch_the_rest_is_not_sent_to_a_server_that_fails(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.failures = [400] * 3
    drafts = engine.translate(["Free"] * 5, "en", "ro")
    assert [draft.text for draft in drafts] == [None] * 5
    assert "left alone for a minute" in (drafts[4].reason or "")
    assert len(server.sent) == 3


def test_texts_that_the_model_cannot_do_are_no_failure_of_the_server(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.say = lambda asked: translated("" if asked["text"] == "Sex" else "Gratuit")
    drafts = engine.translate(["Sex"] * 4 + ["Free"], "en", "ro")
    assert [draft.text for draft in drafts] == [None] * 4 + ["Gratuit"]


def test_a_model_that_the_server_does_not_have_is_named_with_those_it_has(
    server: ModelServer, tmp_path: Path
) -> None:
    engine = engine_of(tmp_path / "models.toml", entry(server, model="gemma3"))
    able = engine.capability("en", "ro")
    assert able.state == "installable"
    assert f"has no model gemma3. It has {MODEL}." in able.reason
    assert "models.toml, chat gemma" in able.reason
    assert reason(engine) == able.reason
    assert server.sent == []


VLLM = {"id": MODEL, "created": 9, "root": "org/some-model", "max_model_len": 8192}
LLAMA = {"id": MODEL, "meta": {"n_params": 27_000_000_000, "size": 28_000_000_123, "n_vocab": 9}}


@pytest.mark.parametrize(
    ("row", "tags", "line"),
    [
        ({"id": MODEL}, [{"name": MODEL, "digest": DIGEST}], f'{{ "digest" = "{DIGEST}" }}'),
        (VLLM, None, '{ "root" = "org/some-model" }'),
        (LLAMA, [], '{ "meta.n_params" = "27000000000", "meta.size" = "28000000123" }'),
        ({"id": MODEL, "created": 9}, None, f'{{ "id" = "{MODEL}" }}'),
    ],
    ids=["Ollama", "vLLM", "llama.cpp", "others"],
)
def test_an_entry_without_a_pin_is_told_the_line_to_write_and_that_line_does(
    server: ModelServer, tmp_path: Path, row: dict[str, Any], tags: list[Any] | None, line: str
) -> None:
    server.models, server.tags = [row], tags
    file = tmp_path / "models.toml"
    able = engine_of(file, entry(server, pin=None)).capability("en", "ro")
    assert able.state == "installable"
    assert able.reason.endswith(f"write pin = {line}.")
    pinned = entry(server, pin=None) + f"pin = {line}\n"
    assert engine_of(file, pinned).capability("en", "ro").state == "ready"


def test_a_model_that_was_replaced_under_its_name_drafts_nothing(
    engine: ChatEngine, server: ModelServer
) -> None:
    server.tags = [{"name": MODEL, "digest": "cd" * 32}]
    assert "not the model that was pinned: of digest the server says" in reason(engine)
    assert f'write pin = {{ "digest" = "{"cd" * 32}" }}' in reason(engine)
    assert server.sent == []


def test_no_text_goes_to_a_model_that_runs_elsewhere(server: ModelServer, tmp_path: Path) -> None:
    for name in ("gpt-oss:120b-cloud", "glm-4.6:cloud"):
        elsewhere = engine_of(tmp_path / "models.toml", entry(server, model=name))
        assert "runs on its makers' machines" in reason(elsewhere)
    server.tags = [{"name": MODEL, "digest": DIGEST, "remote_host": "https://elsewhere.example"}]
    sent_on = engine_of(tmp_path / "models.toml", entry(server))
    assert "but sent on to https://elsewhere.example" in reason(sent_on)
    assert server.sent == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"address": "localhost:11434"}, "chat 1, address"),
        ({"address": "http://name:word@localhost/v1"}, "chat 1, address"),
        ({"model": ""}, "chat 1, model"),
        ({"licence": None}, "chat 1, licence: Field required"),
        ({"languages": []}, "chat 1, languages"),
        ({"languages": ["xx"]}, "chat gemma: 'xx' is not a language"),
        ({"languages": ["en"]}, "leave English out"),
        ({"seconds": 0}, "chat 1, seconds"),
        ({"temperature": 1}, "chat 1, temperature"),
        ({"extra": {"temperature": 1}}, "chat gemma, extra: leave temperature out"),
    ],
)
def test_an_entry_that_cannot_be_used_is_refused_with_its_place(
    server: ModelServer, tmp_path: Path, line: dict[str, object], why: str
) -> None:
    engine = engine_of(tmp_path / "models.toml", entry(server, **line))
    able = engine.capability("en", "ro")
    assert able.state == "unsupported"
    assert able.reason.startswith("models.toml, ")
    assert why in able.reason
    assert server.asked == []


def test_two_entries_of_one_id_and_a_table_that_is_no_list_are_refused(
    server: ModelServer, tmp_path: Path
) -> None:
    twice = engine_of(tmp_path / "models.toml", entry(server), entry(server))
    assert "two models have the id 'gemma'" in twice.capability("en", "ro").reason
    single = engine_of(tmp_path / "models.toml", entry(server).replace("[[chat]]", "[chat]"))
    assert "a [[chat]]" in single.capability("en", "ro").reason


def test_of_two_models_the_first_that_is_ready_for_the_language_drafts(
    server: ModelServer, tmp_path: Path
) -> None:
    big = entry(server, id="big", model="big", pin={"id": "big"}, languages=["ro"])
    assert engine_of(tmp_path / "a.toml", big, entry(server)).capability("en", "ro").model == MODEL
    server.models.append({"id": "big"})
    engine = engine_of(tmp_path / "b.toml", big, entry(server))
    assert engine.capability("en", "ro").model == "big"
    assert engine.capability("en", "so").model == MODEL


def test_h11_a_language_that_no_entry_names_gets_no_text(
    engine: ChatEngine, server: ModelServer
) -> None:
    assert engine.capability("en", "ne").state == "unsupported"
    assert "no chat server for Nepali" in reason(engine, tag="ne")
    assert server.asked == []


def test_it_is_off_until_the_operator_names_it_and_describes_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path))
    settings.cache_clear()
    assert "chat" in ENGINES
    assert "chat" not in chosen()
    assert ENGINES["chat"].capability("en", "so").state == "unsupported"
    monkeypatch.setenv("BIRTHWORDS_ENGINES", "argos chat")
    settings.cache_clear()
    assert chosen() == ("argos", "chat")
    settings.cache_clear()


def test_the_key_is_sent_as_such_servers_want_it_and_never_shown(
    engine: ChatEngine, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.engines.chat_server.settings", lambda: Settings(chat_key="k-1"))
    engine.translate(["Free"], "en", "ro")
    assert {headers.get("authorization") for headers in server.headers} == {"Bearer k-1"}
    monkeypatch.setenv("BIRTHWORDS_CHAT_KEY", "two words")
    settings.cache_clear()
    with pytest.raises(SettingsError, match="BIRTHWORDS_CHAT_KEY") as refused:
        settings()
    assert "two words" not in str(refused.value)
    settings.cache_clear()


def test_no_redirect_is_followed_and_no_proxy_is_asked(
    engine: ChatEngine, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert engine.translate(["Free"], "en", "ro")[0].text == "Fŕéé"
    server.failures = [307]
    assert "it answers 307" in reason(engine)


def test_a_server_that_is_not_there_or_is_no_chat_server_is_an_honest_state(
    server: ModelServer, tmp_path: Path
) -> None:
    away = engine_of(tmp_path / "models.toml", entry(replace(server, base="http://127.0.0.1:9")))
    able = away.capability("en", "ro")
    assert able.state == "installable"
    assert "cannot be reached" in able.reason
    with serving(Server(files={"/v1/models": b"[]"})) as other:
        engine = engine_of(tmp_path / "models.toml", entry(other))
        assert "list of models cannot be read" in engine.capability("en", "ro").reason
        other.files["/v1/models"] = b"<html>"
        assert "its answer is no JSON" in engine.capability("en", "ro").reason
    server.models = []
    empty = engine_of(tmp_path / "models.toml", entry(server))
    assert "it lists no model" in empty.capability("en", "ro").reason


def test_the_list_of_models_is_asked_for_once(engine: ChatEngine, server: ModelServer) -> None:
    for tag in ("ro", "so", "ps", "ne"):
        engine.capability("en", tag)
    assert server.asked == ["/v1/models", "/api/tags"]


def test_as_many_texts_are_taken_at_once_as_have_time(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "models.toml"
    assert engine_of(file, entry(server)).at_once == 11
    assert engine_of(file, entry(server, seconds=600)).at_once == 1
    assert engine_of(file, entry(server, seconds=0)).at_once == 1
    assert engine_of(file).at_once >= 1


def test_no_texts_ask_nothing(engine: ChatEngine, server: ModelServer) -> None:
    assert through(lambda texts: engine.translate(texts, "en", "ro"), "chat", []) == []
    assert server.sent == []
