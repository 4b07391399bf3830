import {
  Landmark,
  Mail,
  MailOpen,
  MessageCircle,
  MessageSquareText,
  MonitorCheck,
  Phone,
  Printer,
  Smartphone,
  SquareMousePointer,
  ThumbsUp,
  Users,
} from 'lucide-react'
import type { CaseRow } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'

const icons = {
  email: Mail,
  phone: Phone,
  form: SquareMousePointer,
  chat: MessageCircle,
  facebook: ThumbsUp,
  app: Smartphone,
  visit: Landmark,
  letter: MailOpen,
  sms: MessageSquareText,
  fax: Printer,
  'e-service': MonitorCheck,
  'social-media': Users,
} as const

export function ChannelIcon({ channel }: { channel: CaseRow['channel'] }) {
  const { t } = useTexts()
  const Icon = icons[channel]
  return <Icon role="img" aria-label={t(`channel.${channel}`)} />
}
