import { useIceProbe } from '@freshice/react'
import { explainProbe, probeHint, probeRows } from 'example-shared'
import { useState } from 'react'

/** Which servers work from this browser, and what that means for a call. */
export function ProbePanel() {
  const { results, isProbing, error, probe } = useIceProbe('/api/ice-servers')
  const [isAsked, setIsAsked] = useState(false)
  const sentence = isAsked ? explainProbe({ results, isProbing, error }) : probeHint
  const rows = probeRows(results)

  function start() {
    setIsAsked(true)
    probe()
  }

  return (
    <section className="panel probe" aria-labelledby="probe-title">
      <h2 id="probe-title">Why can’t I connect?</h2>
      <button type="button" className="button" data-testid="probe-start" onClick={start}>
        {isProbing ? 'Trying…' : 'Try the servers'}
      </button>
      <p className="probe-sentence" data-testid="probe-sentence" aria-live="polite">
        {sentence}
      </p>
      {rows.length > 0 && (
        <table data-testid="probe-results" aria-labelledby="probe-title">
          <thead>
            <tr>
              <th scope="col">Server</th>
              <th scope="col">Dialled over</th>
              <th scope="col">Verdict</th>
              <th scope="col">First candidate</th>
              <th scope="col">Round trip</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, url, protocol, status, timeToCandidate, roundTripTime, reason }) => (
              <tr key={key} data-status={status}>
                <th scope="row">{url}</th>
                <td>{protocol}</td>
                <td className="verdict">{status}</td>
                <td className="time" data-label="first candidate">
                  {timeToCandidate}
                </td>
                <td className="time" data-label="round trip">
                  {roundTripTime}
                </td>
                <td className="reason">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
