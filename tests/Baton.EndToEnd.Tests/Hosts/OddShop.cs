namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>Databases with all that makes it hard to carry rows over: odd names, identity columns, partitions, generated columns, materialized views, sequences of their own.</summary>
internal static class OddShop
{
    public const string Role = """we'ird "ro le é""";

    public const string Password = "s3cret-of-the-role";

    public const string OddDatabase = """Größe; a=b 'x' "q" \y""";

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static void Fill(PostgresCluster cluster)
    {
        cluster.Sql($"CREATE ROLE {Quoted(Role)} LOGIN PASSWORD '{Password}' CONNECTION LIMIT 7");
        cluster.Sql("CREATE ROLE readers; GRANT readers TO " + Quoted(Role));
        cluster.Sql($"CREATE DATABASE {Quoted(OddDatabase)} OWNER {Quoted(Role)}");
        cluster.Sql($"ALTER DATABASE {Quoted(OddDatabase)} SET work_mem = '5MB'");
        cluster.Sql("CREATE DATABASE shop");
        cluster.Sql(OddDatabase, """
            CREATE SCHEMA "odd ""schema'";
            CREATE TABLE "odd ""schema'"."ta ble é" ("co l'" int PRIMARY KEY, v text);
            INSERT INTO "odd ""schema'"."ta ble é" VALUES (1, E'tab\tnewline\nquote''backslash\\'), (2, NULL), (3, 'é😀');
            CREATE SEQUENCE "odd ""schema'"."se q" START 100 INCREMENT 7 CACHE 5;
            SELECT nextval('"odd ""schema''"."se q"');
            """);
        cluster.Sql("shop", """
            CREATE EXTENSION IF NOT EXISTS hstore;
            CREATE TYPE mood AS ENUM ('sad', 'happy');
            CREATE TABLE people (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, shout text GENERATED ALWAYS AS (upper(name)) STORED, m mood DEFAULT 'happy', h hstore);
            INSERT INTO people (name, h) SELECT 'person ' || g, hstore('n', g::text) FROM generate_series(1, 2000) g;
            CREATE TABLE written (id bigserial PRIMARY KEY, person int NOT NULL REFERENCES people, at timestamptz NOT NULL DEFAULT clock_timestamp());
            CREATE ROLE app LOGIN;
            GRANT INSERT ON written TO app;
            GRANT USAGE ON SEQUENCE written_id_seq TO app;
            CREATE TABLE events (id bigserial, on_day date NOT NULL, what text, PRIMARY KEY (id, on_day)) PARTITION BY RANGE (on_day);
            CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            INSERT INTO events (on_day, what) SELECT '2024-07-01'::date + g, 'event ' || g FROM generate_series(1, 300) g;
            CREATE TABLE keyless (a int, b text);
            ALTER TABLE keyless REPLICA IDENTITY FULL;
            INSERT INTO keyless VALUES (1, 'one'), (1, 'one'), (2, NULL);
            CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS people FROM people;
            CREATE MATERIALIZED VIEW more AS SELECT people + 1 AS people FROM counts;
            CREATE MATERIALIZED VIEW nothing AS SELECT 1 AS one WITH NO DATA;
            CREATE FUNCTION twice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.name || '!'; RETURN NEW; END $$;
            CREATE TRIGGER twice BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION twice();
            """);
    }

    /// <summary>All rows and sequences of all databases, as text.</summary>
    public static string Read(PostgresCluster cluster) => string.Join(
        '\n',
        new[] { "postgres", "shop", OddDatabase }.Select(database => $"{database}\n{cluster.Sql(database, """
            SELECT string_agg(format('%s %s', name, x), E'\n' ORDER BY name) FROM (
                SELECT format('%I.%I', n.nspname, c.relname) AS name,
                    CASE c.relkind WHEN 'S' THEN (xpath('//value/text()', query_to_xml(format('SELECT last_value || '' '' || is_called AS value FROM %I.%I', n.nspname, c.relname), false, true, '')))[1]::text
                    ELSE (xpath('//value/text()', query_to_xml(format('SELECT count(*) || '' '' || coalesce(md5(string_agg(t::text, '','' ORDER BY t::text)), '''') AS value FROM ONLY %I.%I t', n.nspname, c.relname), false, true, '')))[1]::text END AS x
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_') rows
            """)}"));
}
