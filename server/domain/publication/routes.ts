import type { App } from '../../platform/app.ts'
import type { Handlers } from '../../platform/http.ts'
import { readDescriptionOfRecords, readInstructionDocument, readInstructionJsonLd, readRecordOfProcessing } from './read-documents.ts'
import { listNotices, readNotice } from './read-notice.ts'
import { readNoticeFaults } from './read-notice-faults.ts'

export const publicationRoutes: Pick<
  Handlers,
  | 'notice'
  | 'noticeFaults'
  | 'listNotices'
  | 'noticeVersion'
  | 'instructionDocument'
  | 'instructionJsonLd'
  | 'recordOfProcessing'
  | 'descriptionOfRecords'
> = {
  notice: ({ query }, { app, actor, lang }) => app.db.as(actor, (tx) => readNotice(tx, lang, query)),
  noticeFaults: (_, { app, actor }) => app.db.as(actor, readNoticeFaults),
  listNotices: (_, { app, actor }) => app.db.as(actor, listNotices),
  noticeVersion: ({ params, query }, { app, actor, lang }) => app.db.as(actor, (tx) => readNotice(tx, lang, { ...query, ...params })),
  instructionDocument: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readInstructionDocument(tx, params.board, lang)),
  instructionJsonLd: ({ params }, { app, actor }) => app.db.as(actor, (tx) => readInstructionJsonLd(tx, params.board, addressOf(app))),
  recordOfProcessing: ({ query }, { app, actor, lang }) => app.db.as(actor, (tx) => readRecordOfProcessing(tx, query.at, lang)),
  descriptionOfRecords: (_, { app, actor, lang }) => app.db.as(actor, (tx) => readDescriptionOfRecords(tx, lang)),
}

/** Where the municipality is found; its mail domain where no address has been set. */
const addressOf = ({ settings }: App): string => settings.publicUrl ?? `https://${settings.mailDomain}`
