import type { FastifyInstance } from 'fastify'
import type { App } from '../../platform/app.ts'

/** The residents' pages: question form, receipt with the code, conversation, privacy notice. */
export function addPortalPages(_server: FastifyInstance, _app: App): void {}
