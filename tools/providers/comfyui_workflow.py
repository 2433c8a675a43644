"""The workflow that ComfyUI makes a picture by: the built-in one, or a person's own file.

A file is what ComfyUI exports as “API format”: node ids with `class_type` and `inputs`. Into it go
the words, wherever a text holds `{prompt}`; the seed (`seed`, `noise_seed`); the size, in a node
that makes an empty latent; steps and guidance (`steps`, `cfg`, `guidance`), if they were set; the
product and the logo, in a LoadImage node that is titled so. All else stays as it is. Invariant: the
file's hash is part of every job's name, so another workflow makes other pictures.
"""

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.errors import EnvironmentProblem

Graph = dict[str, dict[str, Any]]

PLACE = "{prompt}"
CHECKPOINT = "sd_xl_base_1.0.safetensors"
ROLES = ("product", "logo")
_SEED, _STEPS, _GUIDANCE = ("seed", "noise_seed"), ("steps",), ("cfg", "guidance")


@dataclass(frozen=True)
class Workflow:
    """A graph and what it takes. `pictures` maps a role to the node that loads it."""

    graph: Graph
    digest: str
    pictures: Mapping[str, str]
    options: tuple[str, ...]
    sized: bool

    def filled(
        self, prompt: str, seed: int, size: tuple[int, int], options: Mapping[str, Any],
        names: Mapping[str, str],
    ) -> Graph:
        """The graph of one picture; `names` are the uploaded pictures' names by role."""
        graph = copy.deepcopy(self.graph)
        for inputs in (node["inputs"] for node in graph.values()):
            for name, value in inputs.items():
                if isinstance(value, str) and PLACE in value:
                    inputs[name] = value.replace(PLACE, prompt)
        for inputs, name in _numbers(graph, _SEED):
            inputs[name] = seed
        for option, fields in (("steps", _STEPS), ("guidance", _GUIDANCE)):
            for inputs, name in _numbers(graph, fields) if option in options else ():
                inputs[name] = options[option]
        for inputs in _latents(graph):
            inputs["width"], inputs["height"] = size
        for role, name in names.items():
            graph[self.pictures[role]]["inputs"]["image"] = name
        return graph


def built_in(checkpoint: str = "") -> Workflow:
    """Text to picture with one checkpoint, of nodes that every ComfyUI has."""
    return _workflow({
        "1": {"class_type": "CheckpointLoaderSimple",
              "inputs": {"ckpt_name": checkpoint or CHECKPOINT}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": PLACE, "clip": ["1", 1]}},
        "3": {"class_type": "CLIPTextEncode", "inputs": {
            "text": "lettering, captions, watermark, blurry, deformed", "clip": ["1", 1]}},
        "4": {"class_type": "EmptyLatentImage",
              "inputs": {"width": 1024, "height": 1024, "batch_size": 1}},
        "5": {"class_type": "KSampler", "inputs": {
            "model": ["1", 0], "positive": ["2", 0], "negative": ["3", 0],
            "latent_image": ["4", 0], "seed": 0, "steps": 28, "cfg": 6.5,
            "sampler_name": "dpmpp_2m", "scheduler": "karras", "denoise": 1.0}},
        "6": {"class_type": "VAEDecode", "inputs": {"samples": ["5", 0], "vae": ["1", 2]}},
        "7": {"class_type": "SaveImage",
              "inputs": {"images": ["6", 0], "filename_prefix": "adflow"}},
    })


def read_workflow(path: str, checkpoint: str = "") -> Workflow:
    """The person's own workflow, the built-in one where `path` is empty.

    Raises EnvironmentProblem for a file that is none or has no place for the words.
    """
    if not path:
        return built_in(checkpoint)
    try:
        given = json.loads(Path(path).expanduser().read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as exc:
        raise _wrong(path, f"it cannot be read ({str(exc).partition(chr(10))[0]})") from exc
    if isinstance(given, dict) and isinstance(given.get("nodes"), list):
        raise _wrong(path, "it is not in API format; export it once more by “Export (API)”")
    if not isinstance(given, dict) or not given or not all(
        isinstance(node, dict) and isinstance(node.get("class_type"), str)
        and isinstance(node.get("inputs"), dict) for node in given.values()
    ):
        raise _wrong(path, "it is no workflow in API format")
    texts = [value for node in given.values() for value in node["inputs"].values()]
    if not any(isinstance(one, str) and PLACE in one for one in texts):
        raise _wrong(path, f"no text in it holds {PLACE}, so there is no place for the words")
    return _workflow(given)


def _workflow(graph: Graph) -> Workflow:
    pictures = {}
    for id_, node in graph.items():
        title = str(node.get("_meta", {}).get("title", "")).lower()
        role = next((one for one in ROLES if one in title), "")
        if node["class_type"] == "LoadImage" and role:
            pictures[role] = id_
    if "product" not in pictures:            # a logo alone shows no product
        pictures = {}
    fields = (("seed", _SEED), ("steps", _STEPS), ("guidance", _GUIDANCE))
    canonical = json.dumps(graph, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Workflow(
        graph=graph, digest=hashlib.sha256(canonical.encode()).hexdigest()[:16],
        pictures=pictures, sized=any(True for _ in _latents(graph)),
        options=tuple(name for name, known in fields if any(_numbers(graph, known))),
    )


def _numbers(graph: Graph, names: tuple[str, ...]) -> Iterator[tuple[dict[str, Any], str]]:
    """The inputs of these names that hold a number and not another node's output."""
    for node in graph.values():
        for name in names:
            if type(node["inputs"].get(name)) in (int, float):
                yield node["inputs"], name


def _latents(graph: Graph) -> Iterator[dict[str, Any]]:
    """The inputs of the nodes that make an empty latent of some size."""
    for node in graph.values():
        inputs = node["inputs"]
        if node["class_type"].startswith("Empty") and all(
            type(inputs.get(name)) is int for name in ("width", "height")
        ):
            yield inputs


def _wrong(path: str, what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"The ComfyUI workflow {path} is not usable: {what}.",
        "Correct the file, or leave ADFLOW_COMFYUI_WORKFLOW out: then the built-in one is used.")
