/** What lies in the made-up inbox the first time it is opened: raw mails, taken in through the same door as every other. */
const mail = (n: number, from: string, subject: string, lines: readonly string[]) =>
  Buffer.from(
    [
      `From: ${from}`,
      'To: kontakt@exempelby.test',
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      `Message-ID: <exempel-${n}@example.org>`,
      'Date: Mon, 05 Jan 2026 08:00:00 +0100',
      // Nothing leaves the machine to people who don't exist: an automatic message gets no receipt.
      'Auto-Submitted: auto-generated',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(lines.join('\n')).toString('base64'),
      '',
    ].join('\r\n'),
  )

export const demoMails: readonly Buffer[] = [
  mail(1, 'Ragnhild Exempel <ragnhild@example.org>', 'Altan på Ekgatan 3', [
    'Hej,',
    '',
    'jag tänker bygga en altan på 20 kvadratmeter. Behöver jag bygglov för det?',
    'Fastigheten heter Exempelby Eken 2:3.',
    '',
    'Vänliga hälsningar',
    'Ragnhild',
  ]),
  mail(2, 'Yasmin Exempel <yasmin@example.org>', 'Biblioteket i mellandagarna', [
    'Hej!',
    '',
    'Är biblioteket öppet mellan jul och nyår?',
    '',
    'Yasmin',
  ]),
  mail(3, 'Björn Exempel <bjorn@example.org>', 'Oplogad gångväg vid skolan', [
    'Gångvägen vid Lindskolan är full av snö och barnen går i körbanan.',
    '',
    'Björn',
  ]),
  mail(4, 'Kim Exempel <kim@example.org>', 'Trasig gatlampa', [
    'Hej,',
    '',
    'lampan utanför Ekgatan 7 har varit släckt sedan i tisdags.',
    'Ni når mig på 0980-319 250.',
    '',
    'Kim',
  ]),
  mail(5, 'Ragnhild Exempel <ragnhild@example.org>', 'Hur går det med mitt bygglov?', [
    'Hej,',
    '',
    'jag har sökt bygglov för ett garage och undrar hur långt ni har kommit.',
    'Ärendet heter BYGG 2026-000123.',
    '',
    'Ragnhild',
  ]),
]
