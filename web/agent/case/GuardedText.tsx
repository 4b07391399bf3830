import { useEffect, useState } from 'react'
import type { Given, Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { call } from '../client.ts'
import { masked, removed } from './mends.ts'
import './guard.css'

type Finding = Reply<'judgeText'>['findings'][number]
type Where = Given<'judgeText'>['body']['place']

const pauseMs = 800
/** Shorter than anything that tells of somebody. */
const shortest = 6

/**
 * Below what is being written: what in it the board's instruction doesn't let stand, and why, with one key each to mend it. It waits until nobody types,
 * says nothing in the ordinary case, and never stands in the way: the server judges again when the text is saved.
 */
export function GuardedText({ text, place, onMend }: { text: string; place: Where; onMend: (text: string) => void }) {
  const { t } = useTexts()
  const judged = useJudged(text, place)
  const [needed, setNeeded] = useState<readonly string[]>([])
  // What was judged may be older than what stands there now: then the places are another text's.
  const shown =
    judged.text === text ? judged.findings.filter((each) => each.verdict === 'refused' || !needed.includes(wordsOf(text, each))) : []
  return (
    <div role="status" aria-label={t('guard.label')}>
      {shown.length > 0 && (
        <ul className="guard">
          {shown.slice(0, 6).map((each) => (
            <Found
              key={`${each.rule} ${each.start}`}
              found={each}
              words={wordsOf(text, each)}
              onMend={(mend) => onMend(mend(text, each))}
              onKeep={() => setNeeded([...needed, wordsOf(text, each)])}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

const wordsOf = (text: string, { start, end }: Finding) => text.slice(start, end)

type FoundProps = { found: Finding; words: string; onMend: (mend: typeof masked) => void; onKeep: () => void }

function Found({ found: { kind, verdict, laws }, words, onMend, onKeep }: FoundProps) {
  const { t } = useTexts()
  const what = t(`guard.${kind}`)
  return (
    <li className={`guard-${verdict}`}>
      <p>
        <strong>{what}</strong> <q>{words}</q> {t(`guard.${verdict}`)} <span className="soft small">{laws.join(', ')}</span>
      </p>
      <div className="row">
        <Button small aria-label={t('guard.maskWhat', { what })} onPress={() => onMend(masked)}>
          {t('guard.mask')}
        </Button>
        <Button small aria-label={t('guard.removeWhat', { what })} onPress={() => onMend(removed)}>
          {t('guard.remove')}
        </Button>
        {verdict === 'warned' && (
          <Button small look="plain" aria-label={t('guard.keepWhat', { what })} onPress={onKeep}>
            {t('guard.keep')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** Asked when nobody has typed for a while. What can't be asked is judged when it is saved, so that a lost answer says nothing here. */
function useJudged(text: string, place: Where): { text: string; findings: Finding[] } {
  const [judged, setJudged] = useState<{ text: string; findings: Finding[] }>({ text: '', findings: [] })
  // a place is the same when it says the same
  const where = JSON.stringify(place)
  useEffect(() => {
    if (text.trim().length < shortest) return
    let isOld = false
    const timer = setTimeout(() => {
      call('judgeText', { body: { text, place: JSON.parse(where) } }).then(
        ({ findings }) => !isOld && setJudged({ text, findings }),
        () => undefined,
      )
    }, pauseMs)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [text, where])
  return judged
}
