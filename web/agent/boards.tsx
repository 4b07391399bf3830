import { useQuery } from '@tanstack/react-query'
import { organisation } from './queries.ts'
import './boards.css'

export type BoardLook = { code: string; name: string; short: string; tone: number }

/** How each board looks on the screen: its short name and its own tone, by its place in the organisation. */
export function useBoards(): (code: string) => BoardLook {
  const { data } = useQuery(organisation)
  return (code) => {
    const place = data?.boards.findIndex((board) => board.code === code) ?? -1
    const board = data?.boards[place]
    return { code, name: board?.name ?? code, short: board?.short ?? '–', tone: Math.max(0, place) % 8 }
  }
}

/** A long name may break, with a hyphen, before its last part: "Stadsbyggnads-nämnden". */
export const softly = (boardName: string) => boardName.replace(/(?<=\p{L})nämnden/u, '\u00adnämnden')

export function BoardMark({ code, whole }: { code: string; whole?: boolean }) {
  const board = useBoards()(code)
  return (
    <span className="board-mark" data-tone={board.tone} title={board.name}>
      {whole ? board.name : board.short}
    </span>
  )
}
