// A finished film: player, download, its parts, and what one might ask for next.
import { useState } from 'react';
import { ChevronDown, Download, Music, RectangleHorizontal, Sparkles, Square, Sun } from 'lucide-react';

const WORDS = {
  en: {
    ready: 'Your film is ready', version: 'Version', download: 'Download film', parts: 'All parts',
    next: 'Try next', seconds: 's',
    tries: [
      [Sun, 'Make shot 2 warmer'], [Music, 'Other music'], [Square, 'Make it square'],
      [RectangleHorizontal, 'Make it landscape'], [Sparkles, 'Another take of shot 1']
    ]
  },
  de: {
    ready: 'Dein Film ist fertig', version: 'Fassung', download: 'Film herunterladen', parts: 'Alle Teile',
    next: 'Als Nächstes', seconds: 's',
    tries: [
      [Sun, 'Mach Szene 2 wärmer'], [Music, 'Andere Musik'], [Square, 'Mach es quadratisch'],
      [RectangleHorizontal, 'Mach es im Querformat'], [Sparkles, 'Szene 1 noch einmal neu']
    ]
  }
};

function size(bytes, language) {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
}

const Film = adflow.once('Film', () => function Film({ props, sendUserMessage }) {
  const words = WORDS[props.language] || WORDS.en;
  const [open, setOpen] = useState(false);
  const shape = props.width > props.height ? 'wide' : props.width === props.height ? 'square' : 'tall';
  const tries = words.tries.filter(([, text]) =>
    !(shape === 'square' && text === words.tries[2][1]) && !(shape === 'wide' && text === words.tries[3][1])
  ).slice(0, 4);
  const facts = [
    props.seconds ? `${Math.round(props.seconds)} ${words.seconds}` : null,
    `${props.width} × ${props.height}`, size(props.size, props.language)
  ].filter(Boolean);
  return (
    <section className={`af-card af-film af-film-${shape}`} aria-label={words.ready}>
      <div className="af-player">
        <video
          src={props.film} poster={props.poster || undefined} controls playsInline preload="metadata"
          style={{ aspectRatio: `${props.width} / ${props.height}` }}
        />
      </div>
      <div className="af-film-side">
        <div>
          <div className="af-kicker">{words.ready} · {words.version} {props.version}</div>
          <h3 className="af-title">{props.title}</h3>
          <div className="af-muted">{facts.join(' · ')}</div>
        </div>
        <a className="af-button af-primary" href={props.download} download>
          <Download aria-hidden="true" />{words.download}
        </a>
        {props.parts.length ? (
          <div>
            <button type="button" className="af-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
              <ChevronDown aria-hidden="true" className={open ? 'af-turned' : ''} />
              {words.parts} ({props.parts.length})
            </button>
            {open ? (
              <ul className="af-lines af-parts">
                {props.parts.map((part) => (
                  <li key={part.name}>
                    <a href={part.url} download>{part.name}</a><span className="af-muted">{size(part.size, props.language)}</span>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        ) : null}
        <div className="af-tries">
          <div className="af-kicker">{words.next}</div>
          <div className="af-chips">
            {tries.map(([Icon, text]) => (
              <button key={text} type="button" className="af-chip af-try" onClick={() => sendUserMessage(text)}>
                <Icon aria-hidden="true" />{text}
              </button>
            ))}
          </div>
        </div>
      </div>
    </section>
  );
});

export default <Film props={props} sendUserMessage={sendUserMessage} />;
