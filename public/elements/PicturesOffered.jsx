// A product page's pictures, by number and file name: they lie on another machine and are not loaded.
import { Image } from 'lucide-react';

const WORDS = {
  en: { found: 'Found on', pick: 'Which picture shows the product best?', send: (n) => `Picture ${n}` },
  de: { found: 'Gefunden auf', pick: 'Welches Bild zeigt das Produkt am besten?', send: (n) => `Bild ${n}` }
};

const PicturesOffered = adflow.once('PicturesOffered', () => function PicturesOffered({ props, sendUserMessage }) {
  const words = WORDS[props.language] || WORDS.en;
  return (
    <section className="af-card" aria-label={words.pick}>
      <header className="af-head">
        <div className="af-head-text">
          <div className="af-kicker">{words.found} {props.host}</div>
          <h3 className="af-title">{props.title}</h3>
          <div className="af-muted">{[props.brand, props.price].filter(Boolean).join(' · ')}</div>
        </div>
      </header>
      <p className="af-note">{words.pick}</p>
      <div className="af-offers">
        {props.pictures.map((name, index) => (
          <button key={index} type="button" className="af-offer" title={name}
            onClick={() => sendUserMessage(words.send(index + 1))}>
            <Image aria-hidden="true" /><b>{index + 1}</b><span>{name}</span>
          </button>
        ))}
      </div>
    </section>
  );
});

export default <PicturesOffered props={props} sendUserMessage={sendUserMessage} />;
