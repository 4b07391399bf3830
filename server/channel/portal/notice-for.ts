import { Problem } from '../../../contracts/problems.ts'
import { readNotice } from '../../domain/publication/index.ts'
import type { App } from '../../platform/app.ts'
import type { View } from './frame.ts'

/** What is told beside a form; null before the first notice is published: then nothing is collected (B1). */
export const noticeFor = (app: App, view: View) =>
  app.db
    .as({ hand: 'citizen', secret: '' }, (tx) => readNotice(tx, view.lang, { channel: 'form', layer: 'short' }))
    .catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'not_found') return null
      throw error
    })
