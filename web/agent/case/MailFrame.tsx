/** About how tall a text stands when it is set as mail usually is: no script may look inside the frame and measure. */
function heightOf(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 85)), 0)
  return Math.min(640, Math.max(140, lines * 22 + 56))
}

/** A mail's own layout, shut in: no scripts, no origin, nothing fetched. The frame can be drawn taller. */
export function MailFrame({ html, text, title }: { html: string; text: string; title: string }) {
  return (
    <iframe
      className="mail-frame"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={html}
      title={title}
      style={{ height: heightOf(text) }}
    />
  )
}
