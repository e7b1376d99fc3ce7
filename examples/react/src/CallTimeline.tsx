import { type CallSnapshot, drawTimeline } from 'example-shared'
import { TimelineSvg } from './TimelineSvg.tsx'

/** The story of the call: as a picture, with what its signs mean, and in words. */
export function CallTimeline({ snapshot }: { snapshot: CallSnapshot }) {
  const picture = drawTimeline(snapshot)
  return (
    <section className="panel timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">What happens, second by second</h2>
      <p className="explained">
        A credential is the password that the relay asks for, and it works for a short time only. The call stays alive
        if it has moved to the next one before the one it runs on ends.
      </p>
      <div className="drawing">
        <TimelineSvg picture={picture} />
        {snapshot.state === 'idle' && <p className="hint">Start the call, and its story is drawn here.</p>}
      </div>
      <ul className="legend" aria-hidden="true">
        <li data-key="running">in use</li>
        <li data-key="ready">fetched and waiting</li>
        <li data-key="past">over or left behind</li>
        <li data-key="restart">ICE restart: a new path is asked for</li>
        <li data-key="pause">nothing arrives</li>
        <li data-key="now">now</li>
      </ul>
      <details className="told">
        <summary>The same in words</summary>
        {picture.events.length === 0 && <p className="explained">Nothing has happened yet.</p>}
        <ol data-testid="told">
          {picture.events.map(({ key, time, text }) => (
            <li key={key}>
              <time>{time}</time> <span>{text}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}
