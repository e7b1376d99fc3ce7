export function PageHeader() {
  return (
    <header className="header">
      <p className="brand">
        <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 2v20M3.3 7l17.4 10M20.7 7 3.3 17M9.5 3.5 12 6l2.5-2.5M9.5 20.5 12 18l2.5 2.5" />
        </svg>
        freshice
        <span className="framework">
          <svg className="framework-mark" viewBox="-12 -11 24 22" aria-hidden="true">
            <circle r="2" fill="currentColor" />
            <g fill="none" stroke="currentColor">
              <ellipse rx="11" ry="4.2" />
              <ellipse rx="11" ry="4.2" transform="rotate(60)" />
              <ellipse rx="11" ry="4.2" transform="rotate(120)" />
            </g>
          </svg>
          React
        </span>
      </p>
      <h1>A call that outlives its credentials</h1>
      <p className="lead">
        Ada and Ben call each other inside this page, through a TURN relay that drops a call when its credential ends.
        freshice fetches the next one and moves the call to it in time.
      </p>
    </header>
  )
}
