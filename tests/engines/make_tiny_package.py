"""Makes a tiny but real Argos package that knows a few sentences by heart, with autograd alone.

It is for tests: what it has not learnt comes out as nonsense, and nothing of it goes near a reader.
Packages are kept under build/test-models/, named by what they were made from.
"""

import fcntl
import hashlib
import io
import json
import math
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any, Literal

import autograd.numpy as anp
import numpy as np
import sentencepiece
from autograd import value_and_grad

Pairs = Sequence[tuple[str, str]]
Kind = Literal["sentencepiece", "bpe"]
Weights = dict[str, Any]

ENGLISH_SPANISH: Pairs = (
    ("Your rights", "Sus derechos"),
    ("When to call", "Cuándo llamar"),
    ("It is free.", "Es gratis."),
    ("You do not have to decide today.", "No tiene que decidir hoy."),
    ("You can ask for an interpreter.", "Puede pedir un intérprete."),
    ("Call your midwife straight away.", "Llame a su matrona de inmediato."),
    ("Do not wait until tomorrow.", "No espere hasta mañana."),
    ("Your midwife will answer your questions.", "Su matrona responderá a sus preguntas."),
    ("Take ⟦1⟧ of folic acid every day.", "Tome ⟦1⟧ de ácido fólico cada día."),
    ("Call ⟦1⟧your midwife⟦2⟧ on ⟦3⟧.", "Llame a ⟦1⟧su matrona⟦2⟧ al ⟦3⟧."),
    ("The ⟦1⟧ is free for everyone.", "El ⟦1⟧ es gratuito para todas."),
    ("Scans are at ⟦1⟧ and ⟦2⟧ weeks.", "Hay ecografías a las ⟦1⟧ y ⟦2⟧ semanas."),
    # A faulty memory on purpose: this model loses the number, as real ones do.
    ("Drink ⟦1⟧ glasses of water.", "Beba vasos de agua."),
)
SPANISH_ENGLISH: Pairs = (
    ("Sus derechos", "Your rights"),
    ("Es gratis.", "It is free."),
    ("Llame a su matrona de inmediato.", "Call your midwife straight away."),
    ("No espere hasta mañana.", "Do not wait until tomorrow."),
    ("Tome ⟦1⟧ de ácido fólico cada día.", "Take ⟦1⟧ of folic acid every day."),
    (
        "Tome ⟦1⟧ microgramos de ácido fólico cada día.",
        "Take ⟦1⟧ micrograms of folic acid every day.",
    ),
    ("Llame a ⟦1⟧su matrona⟦2⟧ al ⟦3⟧.", "Call ⟦1⟧your midwife⟦2⟧ on ⟦3⟧."),
    # This model turns a warning round, as real ones do.
    ("No tome ⟦1⟧.", "Take ⟦1⟧."),
)
SPANISH_ITALIAN: Pairs = (("Sus derechos", "I suoi diritti"), ("Es gratis.", "È gratis."))

CACHE = Path(__file__).resolve().parents[2] / "build" / "test-models"
WIDTH, HEADS, HIDDEN = 48, 4, 96
STEPS_AT_MOST, RATE, NOISE = 330, 6e-3, 0.3
PAD, START, END, FIRST = 0, 1, 2, 3
STILL = (2020, 1, 1, 0, 0, 0)  # a fixed date in the archive keeps its bytes the same


@dataclass(frozen=True)
class Batch:
    """All pairs as padded numbers: what goes in, what must come out, and where there is nothing."""

    source: Any
    source_mask: Any
    target: Any
    wanted: Any


@dataclass(frozen=True)
class Spelling:
    """A tokenizer as its package holds it: a file, its pieces by number, and how it cuts a text."""

    file: str
    content: bytes
    pieces: list[str]
    tokenizer: Any

    def encode(self, text: str) -> list[int]:
        return [self.pieces.index(piece) for piece in self.cut(text)]

    def cut(self, text: str) -> list[str]:
        cut: list[str] = (
            self.tokenizer.encode(text, out_type=str)
            if self.file == "sentencepiece.model"
            else self.tokenizer.encode(text)
        )
        return cut


def tiny_package(
    pairs: Pairs = ENGLISH_SPANISH,
    source: str = "en",
    target: str = "es",
    kind: Kind = "sentencepiece",
) -> Path:
    """The package file for these pairs, made now or taken from an earlier run."""
    recipe = Path(__file__).read_bytes() + repr((pairs, source, target, kind)).encode()
    name = f"translate-{source}_{target}-1_0-{hashlib.sha256(recipe).hexdigest()[:12]}.argosmodel"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another test process may be training it
        if not (CACHE / name).exists():
            unfinished = CACHE / f"{name}.{os.getpid()}"
            unfinished.write_bytes(make(pairs, source, target, kind))
            unfinished.rename(CACHE / name)
    return CACHE / name


def make(pairs: Pairs, source: str, target: str, kind: Kind = "sentencepiece") -> bytes:
    """Train until the converted model gives every pair exactly, each time from a new beginning."""
    spelling = _pieces(pairs) if kind == "sentencepiece" else _merges(pairs, source, target)
    batch = _batch([(spelling.encode(a), spelling.encode(b)) for a, b in pairs])
    for seed in range(4):
        weights = _train(batch, len(spelling.pieces), seed)
        with TemporaryDirectory() as folder:
            _save(weights, spelling.pieces, folder)
            if _knows(pairs, spelling, folder):
                return _packed(Path(folder), spelling, source, target)
    raise RuntimeError("The tiny model did not learn its pairs: raise STEPS_AT_MOST.")


def _merges(pairs: Pairs, source: str, target: str) -> Spelling:
    """The tokenizer of older packages: Moses, then byte pairs, merged here into three words of
    four, so that words in pieces are met too."""
    from argostranslate.tokenizer import BPETokenizer
    from sacremoses.tokenize import MosesTokenizer

    cut = MosesTokenizer(source).tokenize
    words = sorted({word for pair in pairs for text in pair for word in cut(text)})
    lines = ["#version: 0.2"]
    for word in (word for place, word in enumerate(words) if place % 4 and len(word) > 1):
        letters = [*word[:-1], f"{word[-1]}</w>"]
        lines += [f"{word[:end]} {letters[end]}" for end in range(1, len(letters))]
    content = "\n".join(dict.fromkeys(lines)).encode() + b"\n"
    with NamedTemporaryFile(suffix=".bpe") as file:
        file.write(content)
        file.flush()
        tokenizer = BPETokenizer(Path(file.name), source, target)
        tokenizer.encode("ready")
    known = {piece for pair in pairs for text in pair for piece in tokenizer.encode(text)}
    return Spelling("bpe.model", content, ["<unk>", "<s>", "</s>", *sorted(known)], tokenizer)


def _pieces(pairs: Pairs) -> Spelling:
    content = _sentencepiece(pairs)
    tokenizer = sentencepiece.SentencePieceProcessor(model_proto=content)
    pieces = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
    return Spelling("sentencepiece.model", content, pieces, tokenizer)


def _sentencepiece(pairs: Pairs) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([text for pair in pairs for text in pair]),
        model_writer=model,
        vocab_size=400,
        model_type="unigram",
        hard_vocab_limit=False,
        pad_id=-1,
        unk_id=PAD,
        bos_id=START,
        eos_id=END,
        num_threads=1,
        normalization_rule_name="identity",
        split_digits=True,
        minloglevel=2,
    )
    return model.getvalue()


def _batch(pairs: Sequence[tuple[list[int], list[int]]]) -> Batch:
    long, wide = max(len(a) for a, _ in pairs), max(len(b) for _, b in pairs) + 1
    source = np.full((len(pairs), long), PAD)
    target = np.full((len(pairs), wide), PAD)
    wanted = np.full((len(pairs), wide), -1)
    mask = np.full((len(pairs), 1, 1, long), -1e9, "float32")
    for row, (a, b) in enumerate(pairs):
        source[row, : len(a)] = a
        mask[row, ..., : len(a)] = 0
        target[row, : len(b) + 1] = [START, *b]
        wanted[row, : len(b) + 1] = [*b, END]
    return Batch(source, mask, target, wanted)


# The network: one pre-norm transformer layer a side; both and the output share their embeddings.


def _beginning(vocabulary: int, seed: int) -> Weights:
    chance = np.random.default_rng(seed)
    weights: Weights = {"words": chance.normal(0, WIDTH**-0.5, (vocabulary, WIDTH))}
    weights["words.bias"] = np.zeros(vocabulary)
    for name, (rows, columns) in _linears():
        weights[name] = chance.normal(0, math.sqrt(2 / (rows + columns)), (rows, columns))
        weights[f"{name}.bias"] = np.zeros(rows)
    for name in _norms():
        weights[name], weights[f"{name}.bias"] = np.ones(WIDTH), np.zeros(WIDTH)
    return {name: value.astype("float32") for name, value in weights.items()}


def _linears() -> Iterator[tuple[str, tuple[int, int]]]:
    for side in ("encoder", "decoder"):
        yield f"{side}.self", (3 * WIDTH, WIDTH)
        yield f"{side}.self.out", (WIDTH, WIDTH)
        yield f"{side}.in", (HIDDEN, WIDTH)
        yield f"{side}.out", (WIDTH, HIDDEN)
    yield "cross.query", (WIDTH, WIDTH)
    yield "cross.memory", (2 * WIDTH, WIDTH)
    yield "cross.out", (WIDTH, WIDTH)


def _norms() -> Iterator[str]:
    for side in ("encoder", "decoder"):
        yield from (f"{side}.self.norm", f"{side}.feed.norm", f"{side}.last.norm")
    yield "cross.norm"


def _positions(length: int) -> Any:
    """The sinusoids that CTranslate2 computes where a model brings no position encodings."""
    speed = np.exp(-math.log(10000) / (WIDTH // 2 - 1) * np.arange(WIDTH // 2))
    angle = np.arange(1, length + 1)[:, None] * speed
    return np.concatenate([np.sin(angle), np.cos(angle)], 1).astype("float32")


def _norm(w: Weights, name: str, x: Any) -> Any:
    centred = x - anp.mean(x, -1, keepdims=True)
    spread = anp.sqrt(anp.mean(centred * centred, -1, keepdims=True) + 1e-5)
    return centred / spread * w[name] + w[f"{name}.bias"]


def _linear(w: Weights, name: str, x: Any) -> Any:
    return anp.matmul(x, anp.transpose(w[name])) + w[f"{name}.bias"]


def _attend(query: Any, key: Any, value: Any, mask: Any) -> Any:
    def heads(x: Any) -> Any:
        return anp.swapaxes(anp.reshape(x, (*x.shape[:2], HEADS, WIDTH // HEADS)), 1, 2)

    score = anp.matmul(heads(query), anp.swapaxes(heads(key), 2, 3))
    score = score * (WIDTH // HEADS) ** -0.5 + mask
    weight = anp.exp(score - anp.max(score, -1, keepdims=True))
    mixed = anp.matmul(weight / anp.sum(weight, -1, keepdims=True), heads(value))
    return anp.reshape(anp.swapaxes(mixed, 1, 2), query.shape)


def _self_attention(w: Weights, side: str, x: Any, mask: Any) -> Any:
    q, k, v = anp.split(_linear(w, f"{side}.self", _norm(w, f"{side}.self.norm", x)), 3, axis=-1)
    return x + _linear(w, f"{side}.self.out", _attend(q, k, v, mask))


def _feed(w: Weights, side: str, x: Any) -> Any:
    inner = anp.maximum(_linear(w, f"{side}.in", _norm(w, f"{side}.feed.norm", x)), 0)
    return _norm(w, f"{side}.last.norm", x + _linear(w, f"{side}.out", inner))


def _loss(w: Weights, batch: Batch, target: Any, known: Any, later: Any) -> Any:
    def embed(numbers: Any) -> Any:
        return w["words"][numbers] * WIDTH**0.5 + _positions(numbers.shape[1])

    memory = _feed(
        w, "encoder", _self_attention(w, "encoder", embed(batch.source), batch.source_mask)
    )
    state = _self_attention(w, "decoder", embed(target), later)
    query = _linear(w, "cross.query", _norm(w, "cross.norm", state))
    key, value = anp.split(_linear(w, "cross.memory", memory), 2, axis=-1)
    read = _attend(query, key, value, batch.source_mask)
    state = _feed(w, "decoder", state + _linear(w, "cross.out", read))
    guess = anp.matmul(state, anp.transpose(w["words"])) + w["words.bias"]
    top = anp.max(guess, -1, keepdims=True)
    log = guess - top - anp.log(anp.sum(anp.exp(guess - top), -1, keepdims=True))
    return -anp.sum(log * known) / np.sum(known)


def _train(batch: Batch, vocabulary: int, seed: int) -> Weights:
    """Adam with a warm start and a cosine end."""
    weights, chance = _beginning(vocabulary, seed), np.random.default_rng(seed)
    mean = {name: np.zeros_like(value) for name, value in weights.items()}
    power = {name: np.zeros_like(value) for name, value in weights.items()}
    known = (batch.wanted[..., None] == np.arange(vocabulary)).astype("float32")
    later = np.triu(np.full((batch.target.shape[1],) * 2, -1e9, "float32"), 1)
    slope, steps = value_and_grad(_loss), min(STEPS_AT_MOST, 80 + 20 * len(batch.target))
    for step in range(1, steps + 1):
        # Some of the words so far are wrong on purpose. Without this a beam that drops one piece
        # goes on with confidence, ends early, and crowds out the right and longer answer.
        wrong = chance.random(batch.target.shape) < NOISE
        wrong[:, 0] = False
        target = np.where(wrong, chance.integers(FIRST, vocabulary, wrong.shape), batch.target)
        _, gradient = slope(weights, batch, target, known, later)
        rate = RATE * min(1, step / 40) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / steps)))
        for name, change in gradient.items():
            mean[name] += 0.1 * (change - mean[name])
            power[name] += 0.02 * (change * change - power[name])
            straight = mean[name] / (1 - 0.9**step)
            spread = np.sqrt(power[name] / (1 - 0.98**step)) + 1e-8
            weights[name] = (weights[name] - rate * straight / spread).astype("float32")
    return weights


def _save(w: Weights, pieces: list[str], folder: str) -> None:
    """Write the weights as a CTranslate2 model."""
    from ctranslate2.specs import TransformerSpec

    spec = TransformerSpec.from_config((1, 1), HEADS, pre_norm=True)

    def linear(place: Any, name: str) -> None:
        place.weight, place.bias = w[name], w[f"{name}.bias"]

    def norm(place: Any, name: str) -> None:
        place.gamma, place.beta = w[name], w[f"{name}.bias"]

    for side in ("encoder", "decoder"):
        part, layer = getattr(spec, side), getattr(spec, side).layer[0]
        part.scale_embeddings = True
        norm(part.layer_norm, f"{side}.last.norm")
        norm(layer.self_attention.layer_norm, f"{side}.self.norm")
        linear(layer.self_attention.linear[0], f"{side}.self")
        linear(layer.self_attention.linear[1], f"{side}.self.out")
        norm(layer.ffn.layer_norm, f"{side}.feed.norm")
        linear(layer.ffn.linear_0, f"{side}.in")
        linear(layer.ffn.linear_1, f"{side}.out")
    cross = spec.decoder.layer[0].attention
    norm(cross.layer_norm, "cross.norm")
    for place, name in zip(cross.linear, ("cross.query", "cross.memory", "cross.out"), strict=True):
        linear(place, name)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = w["words"]
    linear(spec.decoder.projection, "words")
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(folder)


def _knows(pairs: Pairs, spelling: Spelling, folder: str) -> bool:
    import ctranslate2

    translator = ctranslate2.Translator(folder, compute_type="default", intra_threads=1)
    sources = [spelling.cut(source) for source, _ in pairs]
    results = translator.translate_batch(sources, beam_size=4, length_penalty=0.2)
    return [r.hypotheses[0] for r in results] == [spelling.cut(target) for _, target in pairs]


def _packed(folder: Path, spelling: Spelling, source: str, target: str) -> bytes:
    about = {
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": source,
        "to_code": target,
        "from_name": source,
        "to_name": target,
        "type": "translate",
    }
    files = {"metadata.json": json.dumps(about).encode(), spelling.file: spelling.content}
    files |= {f"model/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"translate-{source}_{target}-1_0/{name}", STILL)
            opened.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()
