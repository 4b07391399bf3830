import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { type ContactForm, personFields } from './form.ts'

/** Who it is: fields that exist only when the contact is not anonymous. */
export function Person({ form, onChange, warns }: { form: ContactForm; onChange: (form: ContactForm) => void; warns: boolean }) {
  const { t } = useTexts()
  return (
    <fieldset className="new-contact-person">
      <legend className="only-heard">{t('contact.person')}</legend>
      {personFields.map((field) => (
        <Field
          key={field}
          label={t(`person.${field}`)}
          type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
          autoComplete="off"
          value={form.person?.[field] ?? ''}
          onChange={(value) => onChange({ ...form, person: { ...form.person, [field]: value } })}
        />
      ))}
      {warns && (
        <div className="public-warning" role="status">
          <strong>{t('contact.public.title')}</strong>
          <p>{t('contact.public.text')}</p>
          <Button small onPress={() => onChange({ ...form, person: null })}>
            {t('contact.public.anonymous')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
