import type { CallHistory } from '../call/callHistory.ts'
import type { CallSnapshot } from '../call/callSnapshot.ts'
import { PEOPLE, type SideName } from '../connection/sideName.ts'
import { clock } from './clock.ts'
import { runsOf } from './runsOf.ts'
import { type Silence, silencesOf } from './silencesOf.ts'

/** One thing that the picture shows, in words. */
export interface TimelineEvent {
  key: string
  /** In milliseconds since the epoch. */
  at: number
  /** The same since the start of the call, as minutes and seconds. */
  time: string
  text: string
}

type Told = Omit<TimelineEvent, 'time'>

/** What happened in the call, in the order in which it did. */
export function tellTimeline({ history, here }: CallSnapshot, now: number): TimelineEvent[] {
  const { startedAt, failedAt } = history
  const told: Told[] = [
    ...tellCredentials(history, here, now),
    ...here.flatMap((side) => tellSide(side, history, now)),
    ...silencesOf(history, here).map(tellSilence),
    ...(failedAt === undefined ? [] : [{ key: 'failed', at: failedAt, text: 'The browser gives the call up.' }]),
  ]
  return told.sort((a, b) => a.at - b.at).map((event) => ({ ...event, time: clock(Math.max(0, event.at - startedAt)) }))
}

function tellCredentials(history: CallHistory, here: readonly SideName[], now: number): Told[] {
  const { startedAt, credentials } = history
  const cuts = here.flatMap((side) => runsOf(side, history, now).filter(({ isCut }) => isCut))
  return credentials.flatMap(({ updatedAt, expiresAt }, index): Told[] => {
    const number = index + 1
    const isCut = cuts.some(({ credential }) => credential === index)
    const came: Told = {
      key: `came-${updatedAt}`,
      at: Math.max(updatedAt, startedAt),
      text: `Credential ${number} is there. It works until ${clock(expiresAt - startedAt)}.`,
    }
    if (expiresAt > now) return [came]
    const text = isCut
      ? `Credential ${number} ends, and the relay cuts the call off.`
      : `Credential ${number} ends. Nobody needs it any more.`
    return [came, { key: `ended-${updatedAt}`, at: expiresAt, text }]
  })
}

function tellSide(side: SideName, history: CallHistory, now: number): Told[] {
  const name = PEOPLE[side]
  const [first, ...moves] = runsOf(side, history, now)
  const started = first
    ? [
        {
          key: `${side}-connected`,
          at: first.from,
          text: `${name} is connected, with credential ${first.credential + 1}.`,
        },
      ]
    : []
  const moved = moves.map(({ from, credential }) => ({
    key: `${side}-moved-${from}`,
    at: from,
    text: `${name}’s connection has moved to credential ${credential + 1}.`,
  }))
  const restarts = history.restarts
    .filter((restart) => restart.side === side)
    .map(({ at }) => ({
      key: `${side}-restart-${at}`,
      at,
      text: `${name} asks for a path with the newest credential (an ICE restart).`,
    }))
  return [...started, ...restarts, ...moved]
}

function tellSilence({ sides, startedAt, endedAt }: Silence, index: number): Told {
  const names = sides.map((side) => PEOPLE[side]).join(' and ')
  const text =
    endedAt === undefined
      ? `From here on nothing reaches ${names}.`
      : `For ${((endedAt - startedAt) / 1000).toFixed(1)} seconds nothing reaches ${names}.`
  return { key: `silence-${index}`, at: startedAt, text }
}
