-- What reports may tell: figures about fewer people than a least number are hidden (-1).

-- A figure on its own.
CREATE FUNCTION report_figure(figure bigint, people bigint, at_least bigint) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN people > 0 AND people < at_least THEN -1 ELSE figure END;

-- Figures that add up to a total, whose difference would tell one that is hidden: with it others
-- are hidden, those of the fewest people first, until what is hidden together is two figures or
-- more, of at_least people or more. The total is hidden where that cannot be. Element 1 is the
-- total, the others its parts; a part of nobody is 0 and hides nothing. people: how many people each
-- figure is about, all of whom are counted once in it.
CREATE FUNCTION report_parts(figures bigint[], people bigint[], at_least bigint) RETURNS integer[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    told integer[] := figures;
    hidden integer := 0;
    hidden_people bigint := 0;
    next integer;
BEGIN
    FOR i IN 2 .. cardinality(figures) LOOP
        IF people[i] > 0 AND people[i] < at_least THEN
            told[i] := -1;
            hidden := hidden + 1;
            hidden_people := hidden_people + people[i];
        END IF;
    END LOOP;
    WHILE hidden > 0 AND (hidden < 2 OR hidden_people < at_least) LOOP
        SELECT i INTO next
        FROM generate_series(2, cardinality(figures)) AS i
        WHERE told[i] >= 0 AND people[i] > 0
        ORDER BY people[i], i
        LIMIT 1;
        IF next IS NULL THEN
            told[1] := -1;
            RETURN told;
        END IF;
        told[next] := -1;
        hidden := hidden + 1;
        hidden_people := hidden_people + people[next];
    END LOOP;
    IF people[1] > 0 AND people[1] < at_least THEN
        told[1] := -1;
    END IF;
    RETURN told;
END
$$;

-- Codes as reports tell them: of a field its narrow field (073), or its broad one where no more is
-- known (07); of an occupation its sub-major group (21).
CREATE FUNCTION report_field(code text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN left(code, CASE WHEN substr(code, 3, 1) IN ('', '0') THEN 2 ELSE 3 END);

CREATE FUNCTION report_occupation(code text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN left(code, 2);

-- The people of units, all of whom a report of them is about; NULL: everybody.
CREATE FUNCTION report_people(reach uuid[], unit_id uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT person.id
    FROM person
    WHERE person.erased_at IS NULL
        AND (reach IS NULL OR person.id IN (SELECT people_below(reach)))
        AND (
            report_people.unit_id IS NULL
            OR person.id IN (SELECT people_below(ARRAY[report_people.unit_id]))
        );
END;
