"""Measurements of a desk, in the form that Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from peaceops.web.memory import in_use

if TYPE_CHECKING:
    from peaceops.web.desk import Desk

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Upper ends of the classes of times."""
ELSEWHERE = "(none)"
"""The route of a request that no route answers: its address may hold anything."""
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counts of one desk, in a registry of its own.

    Args:
        desk: Whose caches and waiting works are measured when somebody reads them.
    """

    def __init__(self, desk: Desk) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "peaceops_requests",
            "Requests answered, by route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "peaceops_request_seconds",
            "Seconds that answers took, by route.",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Caches(desk))

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered.

        Args:
            method: Method of HTTP.
            route: Its template, as ``/{name}``.
            status: Status of the answer.
            seconds: How long it took.
        """
        method = method if method in METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All measurements, as Prometheus reads them."""
        return generate_latest(self._registry)


class _Caches:
    """What is kept and worked out at the moment, read when asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterable[Metric]:
        requests = CounterMetricFamily(
            "peaceops_cache_requests",
            "Answers asked of a cache: kept there (hit) or worked out (miss).",
            labels=("cache", "result"),
        )
        entries = GaugeMetricFamily(
            "peaceops_cache_entries", "Answers kept in a cache.", labels=("cache",)
        )
        weights = GaugeMetricFamily(
            "peaceops_cache_bytes", "About what the answers of a cache weigh.", labels=("cache",)
        )
        for name, cache in self._desk.caches.items():
            weights.add_metric((name,), cache.weight)
            requests.add_metric((name, "hit"), cache.hits)
            requests.add_metric((name, "miss"), cache.misses)
            entries.add_metric((name,), len(cache))
        yield requests
        yield entries
        yield weights
        yield CounterMetricFamily(
            "peaceops_compositions",
            "Briefs composed since the start.",
            value=self._desk.caches["briefs"].misses,
        )
        gate = self._desk.gate
        yield GaugeMetricFamily(
            "peaceops_long_works_running", "Long works that run.", value=gate.running
        )
        yield GaugeMetricFamily(
            "peaceops_requests_waiting", "Requests that wait for long works.", value=gate.waiting
        )
        yield GaugeMetricFamily(
            "peaceops_resident_memory_bytes",
            "Memory in use, of all processes of the desk.",
            value=in_use(),
        )
