import { Link } from '@tanstack/react-router'
import { Undo2, X } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useNow } from '../../ui/now.ts'
import { hush, type Notice, useNotice } from '../notices.ts'
import './NoticeBar.css'

function Countdown({ untilMs }: { untilMs: number }) {
  const left = Math.max(0, Math.ceil((untilMs - useNow(250)) / 1000))
  return (
    <span className="countdown" aria-hidden="true">
      {left}
    </span>
  )
}

function Shown({ notice }: { notice: Notice }) {
  const { t } = useTexts()
  return (
    <div className="notice" data-kind={notice.undo ? 'undo' : 'said'}>
      {notice.undo && <Countdown untilMs={notice.undo.untilMs} />}
      <p>
        {notice.text} {notice.detail && <span className="notice-detail">{notice.detail}</span>}{' '}
        {notice.link && <Link to={notice.link.to}>{notice.link.text}</Link>}
      </p>
      {notice.undo && (
        <Button small hotkey="u" icon={<Undo2 aria-hidden="true" />} onPress={notice.undo.run}>
          {t('undo')}
        </Button>
      )}
      <IconButton label={t('close')} onPress={hush}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** The region stays when it is empty, or a screen reader misses what comes into it. */
export function NoticeBar() {
  const notice = useNotice()
  return (
    <div className="notice-place" role="status" aria-live="polite">
      {notice && <Shown key={notice.id} notice={notice} />}
    </div>
  )
}
