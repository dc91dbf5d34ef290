"""Prints what the snippets before it have read, so that it can be compared bit by bit."""
import struct


def bits(number):
    return "nan" if number != number else struct.pack(">d", number).hex()


def show(reader, rows):
    for run_id, epoch, metric, reading in rows:
        print(reader, run_id, int(epoch), metric, bits(float(reading)), sep="\t")


KEY = ["run_id", "epoch", "metric", "reading"]
show("duckdb", duckdb.sql("SELECT run_id, epoch, metric, reading FROM 'lrn/readings.csv'").fetchall())
show("pandas", readings[KEY].itertuples(index=False))
exact = pd.read_csv("lrn/readings.csv", float_precision="round_trip")
show("exact", exact[KEY].itertuples(index=False))
for name in ["runs", "readings", "contrasts", "dictionary"]:
    table = duckdb.sql(f"FROM 'lrn/{name}.csv'")
    frame = pd.read_csv(f"lrn/{name}.csv")
    print("columns", name, ",".join(table.columns), ",".join(frame.columns), len(table), len(frame), sep="\t")
    for column, kind in zip(table.columns, table.types):
        print("type", name, column, kind, frame[column].dtype, sep="\t")
