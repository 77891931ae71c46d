"""An Argos package of real size with random weights: as slow as a published model, and as useless
as its words. Made once and kept under build/; nothing of it goes near a reader.
"""

import fcntl
import hashlib
import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import sentencepiece

from app.config import BUILD, CONTENT
from app.resources.load import load_all
from app.resources.segments import extract

LAYERS, WIDTH, HEADS, HIDDEN, VOCABULARY = 6, 512, 8, 2048, 32_000
CACHE = BUILD / "bench-models"


def real_size_package() -> Path:
    """The package file, made now or taken from an earlier run."""
    CACHE.mkdir(parents=True, exist_ok=True)
    name = f"real-size-{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]}.argosmodel"
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (CACHE / name).exists():
            unfinished = CACHE / f"{name}.new"
            _make(unfinished)
            unfinished.rename(CACHE / name)
    return CACHE / name


def _make(place: Path) -> None:
    spelling = _spelling()
    about = {"package_version": "1.0", "argos_version": "1.9", "from_code": "en", "to_code": "es"}
    with TemporaryDirectory() as folder, zipfile.ZipFile(place, "w") as opened:
        _save(_pieces(spelling), folder)
        opened.writestr("package/metadata.json", json.dumps(about | {"type": "translate"}))
        opened.writestr("package/sentencepiece.model", spelling)
        for file in sorted(Path(folder).iterdir()):
            opened.write(file, f"package/model/{file.name}")


def _spelling() -> bytes:
    """A tokenizer that has met our leaflets, marks included."""
    texts = [s.text for resource in load_all(CONTENT) for s in extract(resource).segments]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*texts, *(f"⟦{n}⟧" for n in range(1, 10))]),
        model_writer=model,
        vocab_size=4000,
        hard_vocab_limit=False,
        character_coverage=1.0,
        pad_id=-1,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def _pieces(spelling: bytes) -> list[str]:
    tokenizer = sentencepiece.SentencePieceProcessor(model_proto=spelling)
    known = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
    return known + [f"▁never{n}" for n in range(VOCABULARY - len(known))]


def _save(pieces: list[str], folder: str) -> None:
    from ctranslate2.specs import TransformerSpec

    chance = np.random.default_rng(1)
    spec = TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)

    def linear(place: Any, rows: int, columns: int) -> None:
        place.weight = chance.normal(0, columns**-0.5, (rows, columns)).astype("float32")
        place.bias = np.zeros(rows, "float32")

    def norm(place: Any) -> None:
        place.gamma, place.beta = np.ones(WIDTH, "float32"), np.zeros(WIDTH, "float32")

    words = chance.normal(0, WIDTH**-0.5, (VOCABULARY, WIDTH)).astype("float32")
    for part in (spec.encoder, spec.decoder):
        part.scale_embeddings = True
        norm(part.layer_norm)
        for layer in part.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
            linear(layer.self_attention.linear[1], WIDTH, WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, HIDDEN, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, HIDDEN)
    for layer in spec.decoder.layer:
        norm(layer.attention.layer_norm)
        for place, rows in zip(layer.attention.linear, (WIDTH, 2 * WIDTH, WIDTH), strict=True):
            linear(place, rows, WIDTH)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = words
    spec.decoder.projection.weight = words
    spec.decoder.projection.bias = np.zeros(VOCABULARY, "float32")
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(folder)
