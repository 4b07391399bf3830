import { ArrowDownLeft, ArrowUpRight, Paperclip } from 'lucide-react'
import { useState } from 'react'
import type { CaseView, TimelineItem } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Status.tsx'
import { hasMask, MaskedText, Why } from '../Why.tsx'
import { GuardMarks } from './GuardMarks.tsx'
import { MailFrame } from './MailFrame.tsx'
import { splitQuoted } from './quoted.ts'

type MessageItem = Extract<TimelineItem, { kind: 'message' }>

const tones = { queued: 'soft', sent: 'good', 'given-up': 'danger', cancelled: 'soft' } as const

export function Message({ message, sender, masked }: { message: MessageItem; sender: string | null; masked: CaseView['masked'] }) {
  const { t, moment, whole } = useTexts()
  const [plain, setPlain] = useState(false)
  const out = message.direction === 'out'
  const receipt = message.delivery?.kind === 'receipt'
  const author = message.author?.name ?? (out ? t('message.centre') : sender || t('row.anonymous'))
  const html = message.htmlDocument
  return (
    <article className={`card ${out ? 'card-out' : 'card-in'}${receipt ? ' card-receipt' : ''}`}>
      <header>
        {out ? <ArrowUpRight role="img" aria-label={t('message.out')} /> : <ArrowDownLeft role="img" aria-label={t('message.in')} />}
        <strong>{author}</strong>
        {message.to && <span className="clip">{t('message.to', { to: message.to })}</span>}
        {receipt && <Tag>{t('message.receipt')}</Tag>}
        {message.delivery && message.delivery.state !== 'sent' && (
          <Tag tone={tones[message.delivery.state]}>
            {t(message.delivery.state === 'queued' && !message.to ? 'delivery.queuedToCode' : `delivery.${message.delivery.state}`)}
          </Tag>
        )}
        <time className="apart" dateTime={message.at} title={whole(message.at)}>
          {moment(message.at)}
        </time>
      </header>
      {message.delivery?.state === 'given-up' && message.delivery.lastResponse && (
        <p className="card-failed">{message.delivery.lastResponse}</p>
      )}
      {html && !plain ? (
        <>
          <MailFrame html={html} text={message.body} title={message.subject || t('message.in')} />
          {masked && hasMask(message.body) && (
            <p className="soft small">
              {t('why.masked.here')} <Why label={t('why.masked')} verdict={masked} />
            </p>
          )}
        </>
      ) : (
        <PlainText body={message.body} masked={masked} />
      )}
      {html && (
        <Button look="plain" small onPress={() => setPlain(!plain)}>
          {plain ? t('message.asHtml') : t('message.asText')}
        </Button>
      )}
      <Attachments of={message} />
      <GuardMarks marks={message.marks} />
    </article>
  )
}

function PlainText({ body, masked }: { body: string; masked: CaseView['masked'] }) {
  const { t } = useTexts()
  const { said, quoted } = splitQuoted(body)
  return (
    <>
      <p className="plain-text">
        <MaskedText text={said} why={masked} />
      </p>
      {quoted && (
        <details className="quoted">
          <summary>{t('message.quoted')}</summary>
          <p className="plain-text">
            <MaskedText text={quoted} why={masked} />
          </p>
        </details>
      )}
    </>
  )
}

const sizes = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

function Attachments({ of: { attachments } }: { of: MessageItem }) {
  const { t } = useTexts()
  if (attachments.length === 0) return null
  return (
    <ul className="attachments" aria-label={t('message.attachments')}>
      {attachments.map((file) => (
        <li key={file.id}>
          <a href={`/v1/attachments/${file.id}`} download={file.name}>
            <Paperclip aria-hidden="true" />
            {file.name}
            <small>{sizes(file.sizeBytes)}</small>
          </a>
        </li>
      ))}
    </ul>
  )
}
