import type { FastifyInstance } from 'fastify'
import { html } from 'htm/preact'
import { renderToString } from 'preact-render-to-string'
import { Problem, problems } from '../contracts/problems.ts'
import { createInstallation, NewInstallation } from './domain/staff/index.ts'
import { asOwner } from './platform/db.ts'
import type { Logins } from './platform/migrate.ts'

const fields = [
  ['code', 'Engångskod från konsolen', 'text'],
  ['municipality', 'Kommunens namn', 'text'],
  ['municipalityCode', 'Kommunkod, fyra siffror', 'text'],
  ['mailDomain', 'Domän för e-post', 'text'],
  ['first.name', 'Första administratören: namn', 'text'],
  ['first.email', 'Första administratören: e-post', 'email'],
  ['first.password', 'Första administratören: lösenord, minst 12 tecken', 'password'],
  ['second.name', 'Andra administratören: namn', 'text'],
  ['second.email', 'Andra administratören: e-post', 'email'],
  ['second.password', 'Andra administratören: lösenord, minst 12 tecken', 'password'],
] as const

/** The page of an installation that has no municipality yet: whoever has the code from the console creates the first two administrators. */
export function addInstallationPage(server: FastifyInstance, logins: Logins): void {
  void server.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 10_000 }, (_, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.get('/installation', async (_, reply) => reply.type('text/html').header('cache-control', 'no-store').send(page({}, [])))
    scope.post('/installation', { config: { rateLimit: { max: 10, timeWindow: '15 minutes' } } }, async (request, reply) => {
      const typed = Object.fromEntries(Object.entries(request.body ?? {}).map(([key, value]) => [key, String(value)]))
      const read = NewInstallation.safeParse(nested(typed))
      if (!read.success)
        return reply
          .code(422)
          .type('text/html')
          .send(
            page(
              typed,
              read.error.issues.map(({ path }) => path.join('.')),
            ),
          )
      try {
        await asOwner(logins, (tx) => createInstallation(tx, read.data))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return reply
          .code(problems[error.code].status)
          .type('text/html')
          .send(page(typed, ['code']))
      }
      return reply.redirect('/', 303)
    })
  })
}

const nested = (typed: Record<string, string>) => {
  const person = (which: string) => ({ name: typed[`${which}.name`], email: typed[`${which}.email`], password: typed[`${which}.password`] })
  return { ...typed, first: person('first'), second: person('second') }
}

/** What was typed stays, but for passwords and the code; each field in error says so. */
function page(typed: Record<string, string>, faults: readonly string[]): string {
  const body = html`<main>
    <h1>Ny installation</h1>
    <p>Två personer behövs, så att ingen är ensam med nycklarna. Båda blir administratörer.</p>
    ${faults.length > 0 && html`<p role="alert"><strong>Rätta fälten som är markerade.</strong></p>`}
    <form method="post" action="/installation">
      ${fields.map(([name, label, type]) => {
        const fault = faults.some((each) => each === name)
        return html`<p><label for=${name}>${label}</label><br /><input id=${name} name=${name} type=${type} required autocomplete="off" aria-invalid=${fault} aria-describedby=${fault ? `${name}-fault` : undefined} value=${type === 'password' || name === 'code' ? '' : (typed[name] ?? '')} />${fault && html`<br /><span id=${`${name}-fault`}>Stämmer inte.</span>`}</p>`
      })}
      <p><button type="submit">Skapa</button></p>
    </form>
  </main>`
  const style =
    'body{font:18px/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}input,button{font:inherit;padding:.4rem .6rem;width:100%;box-sizing:border-box}[aria-invalid=true]{outline:3px solid #b3261e}'
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ny installation – Ombud</title><style>${style}</style></head><body>${renderToString(body)}</body></html>`
}
