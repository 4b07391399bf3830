import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { langOf } from '../../platform/http.ts'
import { type Assets, readAssets } from './assets.ts'
import { type View, viewIn } from './frame.ts'

export type Views = {
  assets: Assets
  of(request: FastifyRequest): Promise<View>
  /** Without asking the database: for the page that says that it is away. */
  ofFault(request: FastifyRequest): View
}

const Named = z.object({ municipality: z.string() })
const Chosen = z.object({ lang: z.enum(['sv', 'en']) })

/** What the pages are drawn with, by request: the language that was chosen, or the browser's, and the municipality's name. */
export function openViews(app: App): Views {
  const assets = readAssets()
  let municipality: string | undefined
  const ofFault = (request: FastifyRequest) => {
    const chosen = Chosen.safeParse(request.query)
    const lang = chosen.success ? chosen.data.lang : langOf(request)
    const unnamed = { sv: 'Kommunen', en: 'The municipality' }[lang]
    return viewIn(lang, { chosen: chosen.success, municipality: municipality ?? unnamed, demo: app.demo, assets })
  }
  return {
    assets,
    ofFault,
    of: async (request) => {
      const [[row] = []] =
        municipality === undefined ? await app.db.ask({ hand: 'citizen', secret: '' }, [sql`select municipality from installation`]) : []
      municipality ??= Named.parse(row).municipality
      return ofFault(request)
    },
  }
}
