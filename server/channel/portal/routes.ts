import type { Handlers } from '../../platform/http.ts'
import { readWithCode, receiveFollowUp, receiveQuestion } from './receive.ts'

export const portalRoutes: Pick<Handlers, 'askQuestion' | 'readConversation' | 'followUp'> = {
  askQuestion: ({ body }, { app }) => receiveQuestion(app, body),
  readConversation: ({ body }, { app, lang }) => readWithCode(app, body.code, lang),
  followUp: ({ body }, { app }) => receiveFollowUp(app, body),
}
