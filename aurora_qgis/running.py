"""Run a Processing algorithm in the background: progress, cancelling, results in a group, errors in words, history.

Only ids of algorithms are known here. Everything happens in the main thread but the algorithm itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsTask,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .translation import tr

STOP_MS = 30_000
"""A run notices within a second that it is cancelled; this is for a machine that is very busy."""

_active: set[Run] = set()
"""Runs that are on, so that none is lost, and all can be stopped when the plugin is unloaded."""


@dataclass(frozen=True)
class Request:
    """What to run and what to do with the results."""

    algorithm: str
    parameters: dict[str, Any]
    group: str = ""
    """Where in the layer tree the results go."""

    name: str = ""
    """Comes before the layers' names."""

    remember: bool = False
    """Note it in Processing's history."""


class _Feedback(QgsProcessingFeedback):
    """Keeps what went wrong, in order."""

    def __init__(self) -> None:
        super().__init__(False)
        self.errors: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:
        super().reportError(error, fatalError)
        self.errors.append(error.strip())

    def said(self) -> str:
        """Why the run failed, in words."""
        return " ".join(self.errors) or tr("The run failed without saying why: see the log.")


class Run(QObject):
    """One run of an algorithm. `start` it; exactly one of `finished`, `failed` and `cancelled` follows."""

    progressed = pyqtSignal(float)
    """Percent."""

    finished = pyqtSignal(dict, list)
    """The algorithm's outputs, and the layers that were loaded."""

    failed = pyqtSignal(str)
    """A sentence."""

    cancelled = pyqtSignal()

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self.log = ""
        self._task: QgsTask | None = None
        self._unwanted = False
        self._context: QgsProcessingContext | None = None
        self._feedback: _Feedback | None = None

    def start(self) -> None:
        """The outcome may come at once, where the parameters are refused."""
        try:
            algorithm, context, feedback = _prepared(self.request)
        except ValueError as error:
            self.failed.emit(str(error))
            return
        if self.request.remember:
            _note(algorithm, self.request.parameters, context)
        self._context, self._feedback = context, feedback
        _active.add(self)
        QgsProject.instance().cleared.connect(self.cancel)
        task = QgsProcessingAlgRunnerTask(algorithm, self.request.parameters, context, feedback)
        self._task = task
        task.progressChanged.connect(self.progressed)
        task.executed.connect(self._executed)
        QgsApplication.taskManager().addTask(task)

    def cancel(self) -> None:
        """Stop it; what it has already finished is not loaded."""
        self._unwanted = True
        if self._task is not None:
            self._task.cancel()

    def wait(self) -> None:
        """Until its thread has ended; its last signal comes with the next events."""
        if self._task is not None:
            self._task.waitForFinished(STOP_MS)

    def _executed(self, successful: bool, results: dict[str, Any]) -> None:
        context, feedback = self._context, self._feedback
        self._task = self._context = self._feedback = None
        QgsProject.instance().cleared.disconnect(self.cancel)
        _active.discard(self)
        if context is None or feedback is None:
            return
        self.log = feedback.textLog()
        if self._unwanted or feedback.isCanceled():
            self.cancelled.emit()
        elif not successful:
            self.failed.emit(feedback.said())
        else:
            self.finished.emit(results, list(self._load(context, feedback)))

    def _load(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Iterator[QgsMapLayer]:
        """The layers that the algorithm asks to load, named, styled and in the group."""
        for place, details in context.layersToLoadOnCompletion().items():
            found = QgsProcessingUtils.mapLayerFromString(place, context, True)
            if found is None:
                continue
            details.setOutputLayerName(found)
            layer = context.takeResultLayer(found.id()) or found
            layer.setName(f"{self.request.name}{layer.name()}")
            QgsProject.instance().addMapLayer(layer, False)
            _group(self.request.group).insertLayer(0, layer)
            if details.postProcessor() is not None:
                details.postProcessor().postProcessLayer(layer, context, feedback)
            yield layer


class Latest:
    """Of runs that follow each other only the last is heard: starting one stops the one before."""

    def __init__(self) -> None:
        self._run: Run | None = None

    @property
    def on(self) -> bool:
        """One is running that somebody waits for."""
        return self._run is not None

    def start(
        self,
        request: Request,
        finished: Callable[[dict[str, Any], list[QgsMapLayer]], object],
        failed: Callable[[str], object],
        cancelled: Callable[[], object],
        progressed: Callable[[float], object] | None = None,
    ) -> None:
        """One of the first three is called once `on` is False again: see the signals of `Run`."""
        self.drop()
        run = Run(request)
        for signal, said in ((run.finished, finished), (run.failed, failed), (run.cancelled, cancelled)):
            signal.connect(partial(self._end, run, said))
        if progressed is not None:
            run.progressed.connect(progressed)
        self._run = run
        run.start()

    def cancel(self) -> None:
        """Stop the run; that it was cancelled is heard."""
        if self._run is not None:
            self._run.cancel()

    def drop(self) -> None:
        """Stop the run; nothing of it is heard any more."""
        run, self._run = self._run, None
        if run is not None:
            run.cancel()

    def _end(self, run: Run, said: Callable[..., object], *outcome: Any) -> None:
        if run is self._run:
            self._run = None
            said(*outcome)


def create(algorithm: str) -> QgsProcessingAlgorithm | None:
    return QgsApplication.processingRegistry().createAlgorithmById(algorithm)


def default(algorithm: str, parameter: str) -> Any:
    """What an algorithm takes where nothing is given, so that panels and toolbox begin alike."""
    made = create(algorithm)
    return made.parameterDefinition(parameter).defaultValue() if made is not None else None


def at_once(request: Request) -> dict[str, Any]:
    """Run a short algorithm in this thread and return its outputs. Raises ValueError with a sentence."""
    algorithm, context, feedback = _prepared(request)
    results, successful = algorithm.run(request.parameters, context, feedback)
    if not successful:
        raise ValueError(feedback.said())
    return dict(results)


def _prepared(request: Request) -> tuple[QgsProcessingAlgorithm, QgsProcessingContext, _Feedback]:
    """Everything that a run needs. Raises ValueError with a sentence where its parameters are refused."""
    algorithm = create(request.algorithm)
    if algorithm is None:
        sentence = tr("There is no algorithm {name}: is its plugin enabled?")
        raise ValueError(sentence.format(name=request.algorithm))
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    usable, sentence = algorithm.checkParameterValues(request.parameters, context)
    if not usable:
        raise ValueError(sentence)
    return algorithm, context, _Feedback()


def active() -> int:
    """How many runs are on."""
    return len(_active)


def stop_all() -> None:
    """Cancel all runs and wait for their threads: nothing of them is loaded any more."""
    for run in list(_active):
        run.cancel()
        run.wait()


def temporary(name: str = "") -> QgsProcessingOutputLayerDefinition:
    """A destination whose layer is loaded: a path, or a temporary file."""
    return QgsProcessingOutputLayerDefinition(name or QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance())


def _group(name: str) -> QgsLayerTreeGroup:
    root = QgsProject.instance().layerTreeRoot()
    return (root.findGroup(name) or root.insertGroup(0, name)) if name else root


def _note(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    """As Processing's own dialog does: a log file until QGIS 3.22, a register of histories since 3.24."""
    from qgis.gui import QgsGui

    command = algorithm.asPythonCommand(parameters, context)
    if hasattr(QgsGui, "historyProviderRegistry"):
        details = {
            "python_command": command,
            "algorithm_id": algorithm.id(),
            "parameters": algorithm.asMap(parameters, context),
        }
        QgsGui.historyProviderRegistry().addEntry("processing", details)
        return
    from processing.core.ProcessingLog import ProcessingLog

    ProcessingLog.addToLog(command)
