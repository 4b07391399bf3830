import type { z } from 'zod'
import type { JudgeText, TextJudged } from '../../../contracts/guard.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Tx } from '../../platform/db.ts'
import { loadStanding } from '../instruction/index.ts'
import { judgeText } from './guard-text.ts'
import { asked, findCase } from './lock-case.ts'
import { findType } from './route-case.ts'

/** What stands in a text that is being written and may not, or perhaps not. Judged and forgotten: nothing of it is kept or logged. @throws case_not_found */
export async function judgeWhatIsWritten(
  tx: Tx,
  { text, place }: z.infer<typeof JudgeText>,
  lang: 'sv' | 'en',
): Promise<z.infer<typeof TextJudged>> {
  const standing = await loadStanding(tx)
  const findings = judgeText(standing, await whereOf(tx, place), text)
  return {
    findings: findings.flatMap(({ kind, start, end, certainty, rule, verdict, laws }) =>
      verdict === 'allowed' || certainty === 'possible'
        ? []
        : [{ kind, start, end, certainty, rule, verdict, laws: [...laws], sentence: sentences[verdict][lang] }],
    ),
  }
}

async function whereOf(tx: Tx, place: z.infer<typeof JudgeText>['place']): Promise<Parameters<typeof judgeText>[1]> {
  if ('caseId' in place) {
    const kase = await findCase(tx, place.caseId)
    if (!kase) throw new Problem('case_not_found')
    return asked(kase)
  }
  const { board, caseType, channel, anonymous } = place
  const { department } = await findType(tx, board, caseType)
  return { board, caseType, channel, anonymous, carriesPersonalData: !anonymous, about: { department, anonymous, holder: 'centre' } }
}

const sentences = {
  refused: {
    sv: 'Nämndens instruktion säger inte varför det får stå här. Maskera eller ta bort det före du sparar.',
    en: 'The board’s instruction doesn’t say why it may stand here. Mask or remove it before you save.',
  },
  warned: {
    sv: 'Nämndens instruktion nämner inte uppgiften. Skriv den bara om ärendet behöver den.',
    en: 'The board’s instruction doesn’t mention it. Write it only if the case needs it.',
  },
} as const
