import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { App } from './app.ts'
import { sql } from './db.ts'

/** How the security measures stand, told by whoever knows them (serve.ts): the platform doesn't. */
export type ControlHealth = () => Promise<{ status: 'ok' | 'failing' | 'stale'; failing: number; oldestSeconds: number | null }>

/** /health/live: the program runs. /health/ready: the database answers. /health/controls: every security measure works (A11). /metrics: counts and times by route, nothing about anyone. */
export function addHealth(server: FastifyInstance, app: App, controls: ControlHealth): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const took = new Histogram({
    name: 'http_request_seconds',
    help: 'Time from request to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  const pool = new Gauge({
    name: 'database_connections',
    help: 'Connections by login and state',
    labelNames: ['login', 'state'],
    registers: [registry],
  })
  const walls = new Counter({
    name: 'wall_refusals_total',
    help: 'What row security refused although the code had let it through, by route and by whether decide() agrees; none is right',
    labelNames: ['route', 'explained'],
    registers: [registry],
  })
  const failing = new Gauge({ name: 'controls_failing', help: 'Security measures that failed when last looked at', registers: [registry] })
  server.addHook('onResponse', async (request, reply) => {
    if (request.wall) walls.inc({ route: request.routeOptions.url ?? 'none', explained: request.wall })
    took.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  server.get('/health/live', async () => ({ status: 'ok' }))
  server.get('/health/ready', async (_, reply) => {
    try {
      await app.db.ask({ hand: 'citizen', secret: '' }, [sql`select 1`])
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'database away' })
    }
  })
  // Apart from /health/ready: what fails closes itself, and the rest of the product goes on serving.
  server.get('/health/controls', async (_, reply) => {
    try {
      const health = await controls()
      failing.set(health.failing)
      return reply.code(health.status === 'ok' ? 200 : 503).send(health)
    } catch {
      return reply.code(503).send({ status: 'database away' })
    }
  })
  server.get('/metrics', async (_, reply) => {
    for (const { login, open, idle, waiting } of app.db.load()) {
      pool.set({ login, state: 'open' }, open)
      pool.set({ login, state: 'idle' }, idle)
      pool.set({ login, state: 'waiting' }, waiting)
    }
    await controls().then(
      (health) => failing.set(health.failing),
      () => undefined, // the other counts are told all the same
    )
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
