export { applyPart } from './apply-part.ts'
export { caseOpens } from './case-opens.ts'
export { awaitsDelegation, clauseKey, holds, specificity, stretchOf } from './clause-reach.ts'
export { compileGrants, type TypeOfRows } from './compile.ts'
export { type Known, nothingKnown, type Other, type Truth } from './conditions.ts'
export { type Boards, basesFor, type Controlled, type ControllerAnswer, controllerAt, type LegalBasis } from './controller-of.ts'
export { type Decision, decide, type Facts, instructionInForce, type RulesInForce, type Stop } from './decide.ts'
export { type DutyDone, type DutyOccurrence, dutiesBetween } from './duties-due.ts'
export { type Because, type Fate, fateOf, judgedObsolete, takesAway } from './fate.ts'
export { barriers, type Guardrail } from './guardrails.ts'
export { isMeasure, type MeasureId, measureName, measureWords } from './measure-words.ts'
export { eventsIn, type When } from './moments.ts'
export { netGrants } from './net-grants.ts'
export { limitSentence, partSentences } from './part-sentences.ts'
export { basisWords, missionWords, specialWords, subjectWords } from './part-words.ts'
export { type AskedInVain, type BoardFacts, type Proposal, proposeClause } from './propose-clause.ts'
export { conditionReading, momentReading, periodReading } from './readings.ts'
export { areEqual, type Kept, lanesOf, mayDestroy, othersAsked, rulesFor } from './retention-rules.ts'
export { type RightAnswer, type RightName, type RightTerms, rightOf } from './rights-of.ts'
export {
  actWords,
  categoryWords,
  channelWords,
  inWordsOf,
  isRule,
  type Lang,
  listed,
  type Names,
  namesOf,
  obligationWords,
  recipientWords,
  type Words,
  wordsOf,
} from './sentence-words.ts'
export { clauseSentences, explain, retentionSentence, retentionSubject } from './sentences.ts'
export { type ServiceClock, type ServiceState, serviceClocks } from './service-clocks.ts'
export { type ServiceShare, serviceShares } from './service-shares.ts'
export { actReading, consequenceReading, promiseReading, serviceReading, taskReading } from './service-words.ts'
export type { Ruling } from './what-speaks.ts'
export { lacksOf, type MessagePart, type PartWords, type Told, tellsOn } from './what-to-tell.ts'
