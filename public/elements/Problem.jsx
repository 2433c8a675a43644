// Something could not be done, and what to do next.
import { AlertTriangle } from 'lucide-react';

const Problem = adflow.once('Problem', () => function Problem({ props }) {
  return (
    <section className="af-card af-problem" role="alert">
      <AlertTriangle aria-hidden="true" />
      <div>
        <p>{props.message}</p>
        {props.next ? <p className="af-muted">{props.next}</p> : null}
      </div>
    </section>
  );
});

export default <Problem props={props} />;
