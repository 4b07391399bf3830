import type { Handlers } from '../../platform/http.ts'
import { readWithCode, receiveFollowUp, receiveQuestion } from './receive.ts'

export const portalRoutes: Pick<Handlers, 'askQuestion' | 'readConversation' | 'followUp'> = {
  askQuestion: ({ body }, { app }) => receiveQuestion(app, body),
  readConversation: ({ body }, { app }) => readWithCode(app, body.code),
  followUp: ({ body }, { app }) => receiveFollowUp(app, body),
}
