import { afterAll, beforeAll, expect, test } from 'vitest'
import { api, type Route } from '../contracts/api.ts'
import type { Serving } from '../server/serve.ts'
import { sourceFiles } from '../tools/source-files.ts'
import { isNode, nodesIn, readSyntax, textOf } from '../tools/syntax.ts'
import { type World, world } from './world.ts'

// A route is for those who are signed in, or it stands in one of these two short lists.

const openInContract = [
  'signInWays',
  'signIn',
  'signInCode',
  'askForPasskey',
  'signInPasskey',
  'instructionDocument',
  'instructionJsonLd',
  'descriptionOfRecords',
  'notice',
  'listNotices',
  'noticeVersion',
  'askQuestion',
  'readConversation',
  'followUp',
]
/** Outside the contract: pages and files that carry nothing of anyone, and the two that ask for a session themselves. */
const outside = {
  open: [
    'server/channel/portal/application-pages.ts get /ansokan',
    'server/channel/portal/application-pages.ts post /ansokan',
    'server/channel/portal/pages.ts get (computed)', // style sheets and scripts, by their hash
    'server/channel/portal/pages.ts get /fraga',
    'server/channel/portal/notice-pages.ts get /allmanna-handlingar',
    'server/channel/portal/notice-pages.ts get /instruktion/:board',
    'server/channel/portal/notice-pages.ts get /integritet',
    'server/channel/portal/notice-pages.ts get /integritet/:version',
    'server/channel/portal/notice-pages.ts get /integritet/kanal/:kind',
    'server/channel/portal/notice-pages.ts get /integritet/namnd/:board',
    'server/channel/portal/notice-pages.ts get /integritet/versioner',
    'server/channel/portal/pages.ts get /svar',
    'server/channel/portal/pages.ts get /svar/meddelande',
    'server/channel/portal/pages.ts post (computed)', // the code, and a message that goes with it
    'server/channel/portal/pages.ts post /fraga',
    'server/channel/portal/rights-pages.ts get /rattigheter',
    'server/channel/portal/rights-pages.ts post /rattigheter',
    'server/connector/identity/provider-routes.ts get /sign-in/done',
    'server/connector/identity/provider-routes.ts get /sign-in/provider',
    'server/connector/identity/provider-routes.ts get /sign-in/provider/return',
    'server/domain/publication/pdf-routes.ts get /integritet.pdf',
    'server/domain/publication/pdf-routes.ts get /integritet/:version/pdf',
    'server/domain/publication/pdf-routes.ts get /v1/description-of-records.pdf',
    'server/domain/publication/pdf-routes.ts get /v1/instructions/:board/document.pdf',
    'server/platform/health.ts get /health/controls',
    'server/platform/health.ts get /health/live',
    'server/platform/health.ts get /health/ready',
    'server/platform/health.ts get /metrics',
    'server/serve.ts get (computed)', // the staff's app, its picture and its theme
    'server/serve.ts get /v1/demo',
    'server/serve.ts get /…',
  ],
  guarded: [
    'server/domain/archive/fetch-part-route.ts post /v1/offboardings/:id/parts/:part',
    'server/domain/audit/export-route.ts get /v1/log/:board/file',
    'server/domain/case/attachment-route.ts get /v1/cases/:id/attachments/:attachment',
    'server/domain/control/report-file.ts get /v1/controls/:board/reports/:quarter/pdf',
    'server/domain/publication/pdf-routes.ts get /v1/records-of-processing.pdf',
    'server/domain/rights/letter-route.ts get /v1/rights-parts/:id/letter.pdf',
    'server/platform/live.ts get /v1/live',
  ],
}

let w: World
let serving: Serving
beforeAll(async () => {
  w = await world()
  serving = await w.serve({ role: 'web' })
}, 60_000)
afterAll(() => w.end())

const routes: [string, Route][] = Object.entries(api)

test('the routes that anyone may call are the ones we think', () => {
  expect(routes.filter(([, { who }]) => who === 'open').map(([name]) => name)).toEqual(openInContract)
})

test.each(routes.filter(([, { who }]) => who !== 'open'))(
  '%s refuses whoever is not signed in, and a session that was made up',
  async (_, { method, path }) => {
    const address = `${serving.url ?? ''}${path.replace(/:number/, '1').replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')}`
    for (const cookie of ['', `ombud=agent.${'a'.repeat(43)}`, `ombud=officer.${'a'.repeat(43)}`, `ombud=auditor.${'a'.repeat(43)}`]) {
      const bodiless = method === 'GET' || method === 'DELETE'
      const headers = new Headers({ cookie, ...(bodiless ? {} : { 'content-type': 'application/json' }) })
      const answer = await fetch(address, { method, headers, body: bodiless ? null : '{}' })
      // 422: a made-up session got no further than the fields; nothing was read or written with them.
      expect({ cookie, status: answer.status, shown: answer.ok ? await answer.text() : '' }).toEqual({
        cookie,
        status: expect.any(Number),
        shown: expect.not.stringMatching(/"(id|number|name)":"[^"]/),
      })
      if (cookie === '') expect(answer.status).toBe(401)
    }
  },
)

/** Every `server.get(…)`, `portal.post(…)` and the like in the program. */
function addressesOutside(): string[] {
  const found = sourceFiles()
    .filter((path) => path.startsWith('server/') && !path.includes('.test.'))
    .flatMap((path) =>
      [...nodesIn(readSyntax(path).program)].flatMap(({ type, callee, arguments: given }) => {
        if (
          type !== 'CallExpression' ||
          !isNode(callee) ||
          callee.type !== 'MemberExpression' ||
          !isNode(callee.object) ||
          !isNode(callee.property)
        )
          return []
        const method = String(callee.property.name)
        if (
          !['server', 'portal', 'app', 'fastify'].includes(String(callee.object.name)) ||
          !['get', 'post', 'put', 'patch', 'delete', 'all'].includes(method)
        )
          return []
        return [`${path} ${method} ${textOf(Array.isArray(given) ? given[0] : undefined) ?? '(computed)'}`]
      }),
    )
  return [...new Set(found)].sort()
}

test('an address outside the contract is on one of the short lists', () => {
  expect(addressesOutside()).toEqual([...outside.open, ...outside.guarded].sort())
})

test.each(outside.guarded)('%s refuses whoever is not signed in', async (line) => {
  const path = (line.split(' ').at(-1) ?? '').replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
  const method = line.split(' ')[1]?.toUpperCase() ?? 'GET'
  const answer = await fetch(`${serving.url ?? ''}${path}`, { method })
  expect(answer.status).toBe(401)
  await answer.body?.cancel()
})
