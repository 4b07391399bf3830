import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../contracts/problems.ts'
import type { App } from './app.ts'
import { type Actor, sql } from './db.ts'
import { actorOf, refuseEndedSession } from './http.ts'

const Told = z.object({ case: z.uuid(), event: z.string() })
/** A board's code: that an instruction was stopped, lifted, put in force or ended is for everyone who works here (A9). */
const ToldOfInstruction = z.object({ instruction: z.string(), event: z.string() })
const ToldOfSession = z.object({ session: z.literal('ended') })
const beatMs = 25_000

/**
 * Server-sent events: that something happened to a case, to those who may see it. Each listener's own eyes decide: the row is looked for as
 * that actor, and who doesn't find it hears nothing. @returns a function that ends every stream
 */
export async function addLive(server: FastifyInstance, app: App): Promise<() => Promise<void>> {
  const listeners = new Map<FastifyReply, Actor>()
  /** Whose session has ended hears nothing more; a browser that has a newer one comes back by itself. */
  const endDeaf = async () => {
    await Promise.all(
      [...listeners].map(async ([reply, actor]) => {
        const [[row] = []] = await app.db.ask(actor, [sql`select actor_hand() as hand`])
        if (row?.hand === actor.hand) return
        listeners.delete(reply)
        reply.raw.end()
      }),
    )
  }
  const tell = async (payload: string) => {
    const given: unknown = JSON.parse(payload)
    const instruction = ToldOfInstruction.safeParse(given)
    if (instruction.success) {
      const line = JSON.stringify({ board: instruction.data.instruction, event: instruction.data.event })
      for (const reply of listeners.keys()) reply.raw.write(`event: instruction\ndata: ${line}\n\n`)
      return
    }
    if (ToldOfSession.safeParse(given).success) return endDeaf()
    const told = Told.safeParse(given)
    if (!told.success) return
    await Promise.all(
      [...listeners].map(async ([reply, actor]) => {
        const [seen] = await app.db.ask(actor, [sql`select 1 from "case" where id = ${told.data.case}`])
        if (seen && seen.length > 0 && listeners.has(reply))
          reply.raw.write(`event: case\ndata: ${JSON.stringify({ id: told.data.case, event: told.data.event })}\n\n`)
      }),
    )
  }
  const stopListening = await app.db.listen(
    'ombud',
    (payload) => void tell(payload).catch((lost: unknown) => app.log.warn({ live: String(lost).slice(0, 200) })),
  )
  const beat = setInterval(() => {
    for (const reply of listeners.keys()) reply.raw.write(': still here\n\n')
  }, beatMs)
  server.get('/v1/live', async (request, reply) => {
    const actor = actorOf(request)
    if (actor.hand === 'citizen') throw new Problem('not_signed_in')
    await refuseEndedSession(app, actor, { used: false })
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    reply.raw.write('retry: 3000\n\n')
    listeners.set(reply, actor)
    reply.raw.on('close', () => listeners.delete(reply))
  })
  return async () => {
    clearInterval(beat)
    const open = [...listeners.keys()]
    listeners.clear() // what is being told right now may not write to a stream that has ended
    for (const reply of open) reply.raw.end()
    await stopListening()
  }
}
